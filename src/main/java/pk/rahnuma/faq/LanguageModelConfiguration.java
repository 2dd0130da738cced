package pk.rahnuma.faq;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import pk.rahnuma.shared.TimeRange;
import pk.rahnuma.shared.WebAddressPattern;

/// Settings of the language model. Without an address it is off.
///
/// @param url address of an endpoint as OpenAI defined it, without `/chat/completions`
/// @param key sent as a bearer token; empty when the endpoint needs none; secret, never logged
/// @param model its name at the endpoint
/// @param dailyRequests maximum of a day and node
/// @param timeout maximum time from the question to the model's answer
@ConfigurationProperties(LanguageModelConfiguration.PREFIX)
@Requires(property = LanguageModelConfiguration.URL, pattern = ".*\\S.*")
public record LanguageModelConfiguration(
        @Pattern(
                regexp = WebAddressPattern.PRIVATE_ENDPOINT,
                message =
                        "RAHNUMA_LLM_URL must be an https address like https://models.example.pk/v1, or an http one of"
                                + " this machine like http://127.0.0.1:11434/v1")
        String url,

        @Pattern(
                regexp = "[\\x21-\\x7e]{0,1000}",
                message = "RAHNUMA_LLM_KEY must be the key of the endpoint, without spaces (the value is not shown)")
        String key,

        @Pattern(
                regexp = "[\\x21-\\x7e]{1,200}",
                message = "RAHNUMA_LLM_MODEL must be the name of a model at RAHNUMA_LLM_URL, without spaces")
        String model,

        @Min(1) @Max(1_000_000) int dailyRequests,
        @TimeRange(min = "1s", max = "1m") Duration timeout) {

    static final String PREFIX = "rahnuma.llm";
    static final String URL = PREFIX + ".url";

    public LanguageModelConfiguration {
        url = url.replaceAll("/+$", "");
    }

    /// Text without the key, which must not be logged.
    @Override
    public String toString() {
        return model + " at " + url;
    }
}
