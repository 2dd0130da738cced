package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import java.util.List;

/// Limits of the HTTP API.
///
/// @param patience time to wait for the commit of a message before its sender is asked to send it again
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
        Duration patience,
        Duration heartbeat,
        Duration streamIdle,
        int openings,
        int allOpenings,
        int publicReads,
        int statusLookups,
        int signIns,
        int keyRequests,
        int messages,
        int dailyMessages,
        int dailyMessagesPerAddress,
        int dailyMessagesOfAll,
        int files,
        long dailyFileBytes,
        long dailyFileBytesPerAddress,
        long dailyFileBytesOfAll,
        int listeners,
        int streamsPerAddress,
        boolean behindProxy,
        List<String> proxies,
        List<String> origins) {}
