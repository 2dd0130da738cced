package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Limits of the HTTP API.
@ConfigurationProperties("rahnuma.api")
public interface ApiConfiguration {

    /// Time to wait for the commit of a message before its sender is asked to send it again.
    @Bindable(defaultValue = "10s")
    Duration getPatience();

    /// Interval of heartbeats to a listener, so that no proxy closes the connection as idle.
    @Bindable(defaultValue = "20s")
    Duration getHeartbeat();

    /// Burst of chats that one address may open; the same number is refilled in ten minutes. Mobile carriers put
    /// thousands of phones behind one address.
    @Bindable(defaultValue = "600")
    int getOpenings();

    /// Burst of chats that all addresses together may open; the same number is refilled in ten minutes.
    @Bindable(defaultValue = "6000")
    int getAllOpenings();

    /// Burst of messages of one chat; one is refilled a second.
    @Bindable(defaultValue = "30")
    int getMessages();

    /// Messages of one chat per day.
    @Bindable(defaultValue = "3000")
    int getDailyMessages();

    /// Messages of one address per day.
    @Bindable(defaultValue = "200000")
    int getDailyMessagesPerAddress();

    /// Messages of all chats per day.
    @Bindable(defaultValue = "2000000")
    int getDailyMessagesOfAll();

    /// Burst of files of one chat; the same number is refilled in an hour. One address may send a hundred times as
    /// many.
    @Bindable(defaultValue = "40")
    int getFiles();

    /// Bytes of files of one chat per day.
    @Bindable(defaultValue = "104857600")
    long getDailyFileBytes();

    /// Bytes of files of one address per day.
    @Bindable(defaultValue = "5368709120")
    long getDailyFileBytesPerAddress();

    /// Bytes of files of all chats per day.
    @Bindable(defaultValue = "10737418240")
    long getDailyFileBytesOfAll();

    /// Simultaneous listener connections of one chat.
    @Bindable(defaultValue = "8")
    int getListeners();

    /// True when a proxy is in front of this server, so that the last address of `X-Forwarded-For` is the client's.
    /// Without a proxy any client can set that header.
    @Bindable(defaultValue = "false")
    boolean isBehindProxy();
}
