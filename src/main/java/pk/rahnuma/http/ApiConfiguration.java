package pk.rahnuma.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.shared.TimeRange;
import pk.rahnuma.shared.WebAddressPattern;

/// Limits of the HTTP API.
///
/// @param heartbeat interval of heartbeats to a listener, so that no proxy closes the connection as idle
/// @param streamIdle time without a message after which an event stream ends; its client opens another
/// @param openings burst of chats that one address may open; the same number is refilled in ten minutes. Mobile
///     carriers put thousands of phones behind one address
/// @param allOpenings burst of chats that all addresses together may open; the same number is refilled in ten
///     minutes
/// @param publicReads burst of requests of one address for public content, such as guidance, and of one chat for its
///     messages and files; the same number is refilled in a minute
/// @param statusLookups burst of look-ups of a status by one address without a token; the same number is refilled in
///     ten minutes
/// @param signIns burst of sign-ins that one address may begin, and of codes that it may try; the same numbers are
///     refilled in ten minutes. All addresses together may do ten times as many
/// @param keyRequests burst of requests with one key of an organisation; the same number is refilled in a minute
/// @param messages burst of messages of one chat; one is refilled a second
/// @param dailyMessages messages of one chat per day
/// @param dailyMessagesPerAddress messages of one address per day
/// @param dailyMessagesOfAll messages of all chats per day
/// @param files burst of files of one chat; the same number is refilled in an hour. One address may send a hundred
///     times as many
/// @param dailyFileBytes bytes of files of one chat per day
/// @param dailyFileBytesPerAddress bytes of files of one address per day
/// @param dailyFileBytesOfAll bytes of files of all chats per day
/// @param listeners simultaneous listener connections of one chat
/// @param streamsPerAddress simultaneous event streams of visitors of one address. Phones of one carrier share an
///     address; those beyond the limit read the messages at intervals
/// @param behindProxy true when a proxy is in front of this server. The server then listens on loopback only, unless
///     an address to bind to is set
/// @param proxies addresses and networks of the proxies whose headers about their clients are believed
/// @param origins of other sites whose pages may use the API, such as `https://app.example.pk`
@ConfigurationProperties("rahnuma.api")
public record ApiConfiguration(
        @TimeRange(min = "1s", max = "5m") Duration heartbeat,
        @TimeRange(min = "1m", max = "1d") Duration streamIdle,
        @Min(1) @Max(1_000_000) int openings,
        @Min(1) @Max(1_000_000) int allOpenings,
        @Min(1) @Max(1_000_000) int publicReads,
        @Min(1) @Max(1_000_000) int statusLookups,
        @Min(1) @Max(1_000_000) int signIns,
        @Min(1) @Max(1_000_000) int keyRequests,
        @Min(1) @Max(1_000_000) int messages,
        @Min(1) @Max(100_000_000) int dailyMessages,
        @Min(1) @Max(100_000_000) int dailyMessagesPerAddress,
        @Min(1) @Max(100_000_000) int dailyMessagesOfAll,
        @Min(1) @Max(1_000_000) int files,
        @Min(0) long dailyFileBytes,
        @Min(0) long dailyFileBytesPerAddress,
        @Min(0) long dailyFileBytesOfAll,
        @Min(1) @Max(1_000_000) int listeners,
        @Min(1) @Max(1_000_000) int streamsPerAddress,
        boolean behindProxy,

        @Size(
                max = 20,
                message = "RAHNUMA_API_PROXIES must be at most 20 addresses and networks by commas, each as 10.0.0.7,"
                        + " 10.0.0.0/24 or fd00::/8")
        List<@NetworkBlock String> proxies,

        @Size(
                max = 20,
                message = "RAHNUMA_API_ORIGINS must be at most 20 origins such as https://app.example.pk, by commas")
        List<@Pattern(regexp = "|" + WebAddressPattern.ORIGIN) String> origins) {

    /// Constraint: an address, or a block of addresses.
    @Constraint(validatedBy = NetworkBlock.NetworkBlockValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface NetworkBlock {

        String message() default "is no address";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        @Introspected
        final class NetworkBlockValidator implements ConstraintValidator<NetworkBlock, String> {

            @Override
            public boolean isValid(
                    String text, AnnotationValue<NetworkBlock> block, ConstraintValidatorContext context) {
                return IpAddresses.isAddressOrBlock(text);
            }
        }
    }
}
