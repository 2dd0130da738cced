package pk.rahnuma.messaging.direct;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import pk.rahnuma.shared.WebAddressPattern;

/// Settings of the SMS gateway. Without an address the desk sends no SMS.
///
/// @param url address to which messages are posted, or [#LOG_URL]
/// @param token sent as a bearer token; empty when the gateway needs none; secret, never logged
/// @param body JSON in which `{to}` and `{text}` are replaced; empty for [#DEFAULT_BODY]
/// @param dailyBudget maximum messages of a day
@ConfigurationProperties(SmsConfiguration.PREFIX)
@Requires(property = SmsConfiguration.URL, pattern = ".*\\S.*")
public record SmsConfiguration(
        @Pattern(
                regexp = SmsConfiguration.LOG_URL + "|" + WebAddressPattern.PRIVATE_ENDPOINT,
                message =
                        "RAHNUMA_SMS_URL must be an https address like https://sms.example.pk/send, an http one of this"
                                + " machine, or log")
        String url,

        @Pattern(
                regexp = "[\\x21-\\x7e]{0,1000}",
                message = "RAHNUMA_SMS_TOKEN must be the token of the gateway, without spaces (the value is not shown)")
        String token,

        @Pattern(
                regexp = "|(?s)(?=.*\\{to\\})(?=.*\\{text\\}).{1,2000}",
                message = "RAHNUMA_SMS_BODY must be JSON with {to} and {text} in it")
        String body,

        @Min(1) @Max(1_000_000) int dailyBudget) {

    static final String PREFIX = "rahnuma.sms";
    static final String URL = PREFIX + ".url";

    /// Value of the address that writes messages to the log instead, for development.
    static final String LOG_URL = "log";

    private static final String DEFAULT_BODY = "{\"to\": \"{to}\", \"text\": \"{text}\"}";

    String bodyTemplate() {
        return body.isEmpty() ? DEFAULT_BODY : body;
    }

    /// Text without the token, which must not be logged.
    @Override
    public String toString() {
        return url;
    }
}
