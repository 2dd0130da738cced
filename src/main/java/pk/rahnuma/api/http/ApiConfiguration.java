package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Bounds of the door for programs.
@ConfigurationProperties("rahnuma.api")
public interface ApiConfiguration {

    /// How long a message is waited for to be committed, before its sender is told to send it again.
    @Bindable(defaultValue = "10s")
    Duration getPatience();

    /// How often a listener hears something, so that nothing on the way takes the connection for dead.
    @Bindable(defaultValue = "20s")
    Duration getHeartbeat();

    /// Chats that one address may open at once; as many grow back in ten minutes. Mobile companies put thousands of
    /// phones behind one address.
    @Bindable(defaultValue = "600")
    int getOpenings();

    /// Chats that all may open at once; as many grow back in ten minutes.
    @Bindable(defaultValue = "6000")
    int getAllOpenings();

    /// Messages of one chat at once; one grows back a second.
    @Bindable(defaultValue = "30")
    int getMessages();

    /// Messages of one chat a day.
    @Bindable(defaultValue = "3000")
    int getDailyMessages();

    /// Messages of one address a day.
    @Bindable(defaultValue = "200000")
    int getDailyMessagesPerAddress();

    /// Messages of all a day.
    @Bindable(defaultValue = "2000000")
    int getDailyMessagesOfAll();

    /// Files of one chat at once; as many grow back in an hour. One address may send ten times as many.
    @Bindable(defaultValue = "40")
    int getFiles();

    /// Bytes of files of one chat a day.
    @Bindable(defaultValue = "104857600")
    long getDailyFileBytes();

    /// Bytes of files of one address a day.
    @Bindable(defaultValue = "5368709120")
    long getDailyFileBytesPerAddress();

    /// Bytes of files of all a day.
    @Bindable(defaultValue = "10737418240")
    long getDailyFileBytesOfAll();

    /// Connections of one chat that listen at the same time.
    @Bindable(defaultValue = "8")
    int getListeners();

    /// Whether a proxy stands before this server, so that the last address of `X-Forwarded-For` is the sender's.
    /// Without one that header is what anybody likes to write.
    @Bindable(defaultValue = "false")
    boolean isBehindProxy();
}
