package pk.rahnuma.messaging.direct;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/// Settings of the mail server (SMTP). Without a host the desk sends no e-mail.
///
/// @param user empty when the server asks for no password
/// @param password secret, never logged
/// @param from address of the desk as sender
/// @param security `starttls`, `tls` or `none`
@ConfigurationProperties(MailConfiguration.PREFIX)
@Requires(property = MailConfiguration.HOST, pattern = ".*\\S.*")
public record MailConfiguration(
        @Pattern(regexp = "[A-Za-z0-9.-]{1,253}", message = "RAHNUMA_MAIL_HOST must be the name of a mail server")
        String host,

        @Min(1) @Max(65_535) int port,

        @Pattern(regexp = "[\\x21-\\x7e]{0,200}", message = "RAHNUMA_MAIL_USER must have no spaces")
        String user,

        @Pattern(
                regexp = "[\\x20-\\x7e]{0,200}",
                message = "RAHNUMA_MAIL_PASSWORD must be printable ASCII (the value is not shown)")
        String password,

        @Pattern(
                regexp = "[\\x21-\\x3f\\x41-\\x7e]{1,64}@[A-Za-z0-9.-]{1,190}",
                message = "RAHNUMA_MAIL_FROM must be an e-mail address, like desk@example.pk")
        String from,

        @Pattern(
                regexp = "starttls|tls|none",
                message = "RAHNUMA_MAIL_SECURITY must be starttls or tls or none; unset, it is starttls")
        String security) {

    static final String PREFIX = "rahnuma.mail";
    static final String HOST = PREFIX + ".host";

    boolean isEncryptedFromStart() {
        return security.equals("tls");
    }

    boolean requiresUpgrade() {
        return security.equals("starttls");
    }

    /// Text without the password, which must not be logged.
    @Override
    public String toString() {
        return from + " by " + host + ":" + port;
    }
}
