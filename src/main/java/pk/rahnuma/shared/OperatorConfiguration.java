package pk.rahnuma.shared;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Optional;

/// Operator of the desk, as every page names it. Each part is an empty text when it is not set.
///
/// @param name set by `RAHNUMA_OPERATOR_NAME`
/// @param address postal address, in one line
/// @param contact e-mail address, or `https` address of a page
/// @param privacy `https` address of the operator's own privacy notice
/// @param terms `https` address of the terms of use
@ConfigurationProperties("rahnuma.operator")
public record OperatorConfiguration(String name, String address, String contact, String privacy, String terms) {

    /// True when the pages can say who runs the desk and how to reach them.
    public boolean isNamed() {
        return !name.isBlank() && !contact.isBlank();
    }

    /// Link to the contact: `mailto:` or `https:`.
    public Optional<String> contactLink() {
        if (contact.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(contact.startsWith("https:") ? contact : "mailto:" + contact);
    }
}
