import type { Child } from "hono/jsx";
import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Updates } from "../feeds/channel.ts";
import { FORMAT_NAMES, FORMATS } from "../feeds/formats.ts";

/** Maximum number of outlets that get checkboxes; with more, the visitor types ids. */
const MAX_CHECKBOXES = 30;

const UPDATES: [mode: Updates, meaning: string][] = [
  ["silent", "the entry changes in place"],
  ["bump", "its date moves up"],
  ["new", "a new entry for each new outlet"],
];

/** Builds the feed of a part of the edition. It needs no script: submitting it opens the page with the feed's address. */
export function FilterForm({ edition: { outlets } }: { edition: Edition }) {
  return (
    <form action={FORMATS.rss.path} class="form">
      <Field
        name="q"
        label="Words"
        hint="All of them; “phrases” in quotes; a word with * as a beginning"
      >
        <input id="q" name="q" type="text" maxlength={200} dir="auto" />
      </Field>
      <Field name="tag" label="Tags" hint="Any of them, with commas between">
        <input id="tag" name="tag" type="text" dir="auto" />
      </Field>
      {outlets.length > MAX_CHECKBOXES ? (
        <Field name="outlets" label="Outlets" hint="Any of these ids, with commas between">
          <input id="outlets" name="outlets" type="text" />
        </Field>
      ) : (
        outlets.length > 0 && (
          <fieldset>
            <legend>Outlets</legend>
            <div>
              {outlets.map(({ id, name }) => (
                <label>
                  <input type="checkbox" name="outlets" value={id} />
                  <bdi>{stripIllegal(name)}</bdi>
                </label>
              ))}
            </div>
          </fieldset>
        )
      )}
      <Field name="min_outlets" label="At least" hint="outlets that report it">
        <input id="min_outlets" name="min_outlets" type="number" min="1" max="20" />
      </Field>
      <Field name="lang" label="Languages" hint="Any of them: en, pt-BR">
        <input id="lang" name="lang" type="text" />
      </Field>
      <Field name="since" label="Updated since">
        <input id="since" name="since" type="date" />
      </Field>
      <fieldset>
        <legend>When a story grows</legend>
        <div>
          {UPDATES.map(([mode, meaning]) => (
            <label>
              <input type="radio" name="updates" value={mode} checked={mode === "silent"} />
              {meaning}
            </label>
          ))}
        </div>
      </fieldset>
      <p class="buttons">
        {FORMAT_NAMES.map((format, index) => (
          <button
            type="submit"
            class={index === 0 ? "button" : "button quiet"}
            formaction={FORMATS[format].path}
          >
            {FORMATS[format].name}
          </button>
        ))}
      </p>
    </form>
  );
}

function Field({
  name,
  label,
  hint,
  children,
}: {
  name: string;
  label: string;
  hint?: string;
  children: Child;
}) {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <span>
        {children}
        {hint && <small>{hint}</small>}
      </span>
    </p>
  );
}
