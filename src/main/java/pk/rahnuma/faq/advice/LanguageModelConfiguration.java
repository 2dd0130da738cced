package pk.rahnuma.faq.advice;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;

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
        URI url,

        @Pattern(
                regexp = "[\\x21-\\x7e]{0,1000}",
                message = "RAHNUMA_LLM_KEY must be the key of the endpoint, without spaces (the value is not shown)")
        String key,

        @Pattern(
                regexp = "[\\x21-\\x7e]{1,200}",
                message = "RAHNUMA_LLM_MODEL must be the name of a model at RAHNUMA_LLM_URL, without spaces")
        String model,

        int dailyRequests,
        Duration timeout) {

    static final String PREFIX = "rahnuma.llm";
    static final String URL = PREFIX + ".url";

    public LanguageModelConfiguration {
        url = URI.create(url.toString().replaceAll("/+$", ""));
    }

    /// Text without the key, which must not be logged.
    @Override
    public String toString() {
        return model + " at " + url;
    }
}
