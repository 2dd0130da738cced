package pk.rahnuma.shared;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/// Operator of the desk, as every page names it. Each part is an empty text when it is not set.
///
/// @param name set by `RAHNUMA_OPERATOR_NAME`
/// @param address postal address, in one line
/// @param contact e-mail address, or `https` address of a page
/// @param privacy `https` address of the operator's own privacy notice
/// @param terms `https` address of the terms of use
@ConfigurationProperties("rahnuma.operator")
public record OperatorConfiguration(
        @Pattern(
                regexp = "\\P{Cc}{0,100}",
                message = "RAHNUMA_OPERATOR_NAME must be at most 100 characters in one line")
        String name,

        @Pattern(
                regexp = "\\P{Cc}{0,200}",
                message = "RAHNUMA_OPERATOR_ADDRESS must be at most 200 characters in one line")
        String address,

        @Pattern(
                regexp = "|" + WebAddressPattern.PAGE + "|[\\w.+-]{1,64}@[a-zA-Z0-9.-]{1,190}",
                message = "RAHNUMA_OPERATOR_CONTACT must be an e-mail address, or an address of a page such as"
                        + " https://example.pk/contact")
        String contact,

        @Pattern(
                regexp = "|" + WebAddressPattern.PAGE,
                message = "RAHNUMA_OPERATOR_PRIVACY must be an address of a page such as https://example.pk/terms")
        String privacy,

        @Pattern(
                regexp = "|" + WebAddressPattern.PAGE,
                message = "RAHNUMA_OPERATOR_TERMS must be an address of a page such as https://example.pk/terms")
        String terms) {

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
