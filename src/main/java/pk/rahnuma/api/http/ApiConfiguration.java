package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// Limits of the HTTP API.
@ConfigurationProperties("rahnuma.api")
public interface ApiConfiguration {

    /// Time to wait for the commit of a message before its sender is asked to send it again.
    Duration getPatience();

    /// Interval of heartbeats to a listener, so that no proxy closes the connection as idle.
    Duration getHeartbeat();

    /// Burst of chats that one address may open; the same number is refilled in ten minutes. Mobile carriers put
    /// thousands of phones behind one address.
    int getOpenings();

    /// Burst of chats that all addresses together may open; the same number is refilled in ten minutes.
    int getAllOpenings();

    /// Burst of messages of one chat; one is refilled a second.
    int getMessages();

    /// Messages of one chat per day.
    int getDailyMessages();

    /// Messages of one address per day.
    int getDailyMessagesPerAddress();

    /// Messages of all chats per day.
    int getDailyMessagesOfAll();

    /// Burst of files of one chat; the same number is refilled in an hour. One address may send a hundred times as
    /// many.
    int getFiles();

    /// Bytes of files of one chat per day.
    long getDailyFileBytes();

    /// Bytes of files of one address per day.
    long getDailyFileBytesPerAddress();

    /// Bytes of files of all chats per day.
    long getDailyFileBytesOfAll();

    /// Simultaneous listener connections of one chat.
    int getListeners();

    /// True when a proxy is in front of this server, so that the last address of `X-Forwarded-For` is the client's.
    /// Without a proxy any client can set that header.
    boolean isBehindProxy();
}
