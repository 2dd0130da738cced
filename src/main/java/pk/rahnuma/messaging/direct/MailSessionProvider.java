package pk.rahnuma.messaging.direct;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.email.javamail.sender.DefaultSessionProvider;
import io.micronaut.email.javamail.sender.SessionProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/// Provides the mail server's session to micronaut-email, from the desk's own settings. The server's certificate is
/// checked, and a server that does not offer the encryption that is set gets nothing.
@Singleton
@Replaces(DefaultSessionProvider.class)
@Requires(beans = MailConfiguration.class)
final class MailSessionProvider implements SessionProvider {

    /// Time for each step of a connection.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MailConfiguration configuration;
    private final Duration timeout;

    @Inject
    MailSessionProvider(MailConfiguration configuration) {
        this(configuration, TIMEOUT);
    }

    /// @param timeout for each step of a connection
    MailSessionProvider(MailConfiguration configuration, Duration timeout) {
        this.configuration = configuration;
        this.timeout = timeout;
    }

    @Override
    public Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", configuration.host());
        properties.setProperty("mail.smtp.port", Integer.toString(configuration.port()));
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(!configuration.user().isEmpty()));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(configuration.requiresUpgrade()));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(configuration.requiresUpgrade()));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(configuration.isEncryptedFromStart()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        for (String step : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.smtp." + step, Long.toString(timeout.toMillis()));
        }
        return Session.getInstance(properties, configuration.user().isEmpty() ? null : new Credentials());
    }

    private final class Credentials extends Authenticator {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(configuration.user(), configuration.password());
        }
    }
}
