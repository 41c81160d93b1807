import type { Child } from "hono/jsx";
import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { FacetCount } from "../../store/api.ts";
import type { Updates } from "../feeds/channel.ts";
import { languageName } from "../language-name.ts";
import { stringsOf, type Strings } from "../strings/index.ts";

/** Maximum number of outlets that get checkboxes; more are a list to choose from. */
const MAX_CHECKBOXES = 30;

const UPDATES = [
  ["silent", "updatesSilent"],
  ["bump", "updatesBump"],
  ["new", "updatesNew"],
] as const satisfies readonly (readonly [Updates, keyof Strings])[];

/** What is wrong with a field, as the rest of a sentence that begins with the field's name. */
export interface FormError {
  parameter: string;
  detail: string;
}

interface FormProps {
  edition: Edition;
  tags: readonly FacetCount[];
  languages: readonly FacetCount[];
  values: ReadonlyMap<string, readonly string[]>;
  errors: readonly FormError[];
}

/**
 * Builds the feed of a part of the edition. It needs no script: submitting it opens this page again, with the feed's address
 * or with what is wrong and all values kept.
 */
export function FilterForm({ edition, tags, languages, values, errors }: FormProps) {
  const strings = stringsOf(edition.language);
  const field = (name: string) => ({
    name,
    id: name,
    value: stripIllegal((values.get(name) ?? []).join(", ")),
    ...(errors.some(({ parameter }) => parameter === name) && {
      "aria-invalid": true,
      "aria-describedby": "errors",
    }),
  });
  const chosen = new Set([...values.values()].flat().flatMap((value) => value.split(",")));
  const updates = values.get("updates")?.[0] ?? "silent";
  return (
    <form action="/subscribe#your-feed" class="form">
      <Errors errors={errors} strings={strings} />
      <Field name="q" label={strings.fieldWords} hint={strings.fieldWordsHint}>
        <input type="text" maxlength={200} dir="auto" {...field("q")} />
      </Field>
      <Field name="tag" label={strings.fieldTags} hint={strings.fieldTagsHint}>
        <input type="text" dir="auto" list="known-tags" {...field("tag")} />
        <datalist id="known-tags">
          {tags.map(({ name }) => (
            <option value={stripIllegal(name)} />
          ))}
        </datalist>
      </Field>
      <Outlets edition={edition} chosen={chosen} label={strings.fieldOutlets} />
      <Field name="min_outlets" label={strings.fieldMinOutlets}>
        <input type="number" min="1" max="20" {...field("min_outlets")} />{" "}
        {strings.fieldMinOutletsHint}
      </Field>
      {languages.length > 1 && (
        <fieldset>
          <legend>{strings.languages}</legend>
          <div>
            {languages.slice(0, MAX_CHECKBOXES).map(({ key }) => (
              <label>
                <input type="checkbox" name="lang" value={key} checked={chosen.has(key)} />
                {languageName(key, edition.language)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <Field name="since" label={strings.fieldSince}>
        <input type="date" {...field("since")} />
      </Field>
      <fieldset>
        <legend>{strings.fieldUpdates}</legend>
        <div>
          {UPDATES.map(([mode, meaning]) => (
            <label>
              <input type="radio" name="updates" value={mode} checked={mode === updates} />
              {strings[meaning]}
            </label>
          ))}
        </div>
      </fieldset>
      <p>
        <button type="submit" class="button">
          {strings.makeFeed}
        </button>
      </p>
    </form>
  );
}

/** The messages are in English, as the API's are. */
function Errors({ errors, strings }: { errors: readonly FormError[]; strings: Strings }) {
  return errors.length === 0 ? null : (
    <div id="errors" class="errors" role="alert">
      <p>
        <b>{strings.filterNotValid}</b>
      </p>
      <ul lang="en">
        {errors.map(({ parameter, detail }) => (
          <li>
            <code>{stripIllegal(parameter)}</code> {stripIllegal(detail)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outlets({
  edition: { outlets },
  chosen,
  label,
}: {
  edition: Edition;
  chosen: ReadonlySet<string>;
  label: string;
}) {
  if (outlets.length === 0) return null;
  if (outlets.length > MAX_CHECKBOXES)
    return (
      <Field name="outlets" label={label}>
        <select name="outlets" id="outlets" multiple size={8}>
          {outlets.map(({ id, name }) => (
            <option value={id} selected={chosen.has(id)}>
              {stripIllegal(name)}
            </option>
          ))}
        </select>
      </Field>
    );
  return (
    <fieldset>
      <legend>{label}</legend>
      <div>
        {outlets.map(({ id, name }) => (
          <label>
            <input type="checkbox" name="outlets" value={id} checked={chosen.has(id)} />
            <bdi>{stripIllegal(name)}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
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
