package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import pk.rahnuma.shared.ScriptNames;

/// Rules for the drafts of a program, which has the key of an organisation.
final class KeyDraftRules {

    /// Maximum characters of the name of a draft.
    static final int MAX_NAME_LENGTH = 40;

    private static final String ORGANISATION = "organisation";
    private static final String NEW_ORGANISATION = "new";

    private KeyDraftRules() {}

    /// @throws DeskException when a key may not fill this form
    static void requireCompanyForm(Caller caller, String script) {
        if (caller.byKey() && !script.equals(ScriptNames.REGISTER_COMPANY)) {
            throw new DeskException(
                    DeskException.Kind.NOT_ALLOWED,
                    "Keys of organisations fill `" + ScriptNames.REGISTER_COMPANY + "` only.");
        }
    }

    /// @param name of a draft; null for none
    /// @throws DeskException when it is no name, or when the caller may give none
    static void requireName(Caller caller, @Nullable String name) {
        if (name != null && (!caller.byKey() || !isName(name))) {
            throw new DeskException(
                    DeskException.Kind.INVALID,
                    "A key may give its draft a `name`: at most " + MAX_NAME_LENGTH
                            + " lower-case letters, digits and hyphens.");
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME_LENGTH
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    /// @throws DeskException when a key would apply for a new organisation
    static void requireOwnOrganisation(Caller caller, Map<String, Object> answers) {
        if (caller.byKey() && NEW_ORGANISATION.equals(answers.get(ORGANISATION))) {
            throw new DeskException(
                    DeskException.Kind.INVALID,
                    "A key applies for its organisation: answer `" + ORGANISATION + "` with the id of that.");
        }
    }
}
