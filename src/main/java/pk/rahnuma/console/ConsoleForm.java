package pk.rahnuma.console;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffRemark;

/// Form of a page, as a record with a component for each field: `urLatn` is the field `ur_latn`. The message of a
/// constraint is the key of a rejection, [#INCOMPLETE] if it has none.
public interface ConsoleForm {

    /// Key of the rejection of a missing or unreadable value that the page of the form sends.
    String INCOMPLETE = "form_incomplete";

    /// Marks a text that stays as it was typed: spaces may belong to a password.
    @Retention(RetentionPolicy.RUNTIME)
    @interface Untrimmed {}

    /// Rejection of a field.
    static RuleViolationException rejectField(String key, String field) {
        return new RuleViolationException(key, "field", new StaffRemark.Field(field));
    }
}
