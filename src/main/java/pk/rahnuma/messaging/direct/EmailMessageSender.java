package pk.rahnuma.messaging.direct;

import io.micronaut.context.annotation.Requires;
import io.micronaut.email.Email;
import io.micronaut.email.TransactionalEmailSender;
import jakarta.inject.Singleton;

/// Sends e-mails as plain text.
@Singleton
@Requires(beans = MailConfiguration.class)
final class EmailMessageSender implements DirectMessageSender {

    private final TransactionalEmailSender<?, ?> mail;
    private final MailConfiguration settings;

    EmailMessageSender(TransactionalEmailSender<?, ?> mail, MailConfiguration settings) {
        this.mail = mail;
        this.settings = settings;
    }

    @Override
    public DirectMessage.Medium medium() {
        return DirectMessage.Medium.EMAIL;
    }

    @Override
    public void sendMessage(DirectMessage message) {
        mail.send(Email.builder()
                .from(settings.from())
                .to(message.address())
                .subject(message.subject())
                .body(message.text())
                .build());
    }
}
