package pk.rahnuma.messaging.direct;

import io.micronaut.context.annotation.Requires;
import io.micronaut.email.Email;
import io.micronaut.email.EmailException;
import io.micronaut.email.TransactionalEmailSender;
import jakarta.inject.Singleton;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import pk.rahnuma.messaging.direct.DirectMessageException.Outcome;

/// Sends e-mails as plain text. One that the person did not ask for says so to mail programs, which can turn such
/// e-mails off by one tap (RFC 8058) and send no automatic reply (RFC 3834).
@Singleton
@Requires(beans = MailConfiguration.class)
final class EmailMessageSender implements DirectMessageSender {

    private static final int PERMANENT_FAILURE = 500;

    private final TransactionalEmailSender<Message, ?> mail;
    private final MailConfiguration configuration;

    EmailMessageSender(TransactionalEmailSender<Message, ?> mail, MailConfiguration configuration) {
        this.mail = mail;
        this.configuration = configuration;
    }

    @Override
    public DirectMessage.Medium medium() {
        return DirectMessage.Medium.EMAIL;
    }

    @Override
    public void sendMessage(DirectMessage message) {
        Email.Builder email = Email.builder()
                .from(configuration.from())
                .to(message.address())
                .subject(message.subject())
                .body(message.text());
        try {
            mail.send(email.build(), composed -> addHeaders(composed, message.stopUrl()));
        } catch (EmailException e) {
            throw toFailure(e);
        }
    }

    private static void addHeaders(Message composed, String stopUrl) {
        try {
            composed.setHeader("Auto-Submitted", "auto-generated");
            if (stopUrl != null) {
                composed.setHeader("List-Unsubscribe", "<" + stopUrl + ">");
                composed.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads what became of a message from the exceptions of Jakarta Mail, which are chained by `getNextException`.
    static DirectMessageException toFailure(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            Exception next = cause instanceof MessagingException mail ? mail.getNextException() : null;
            if (cause instanceof SMTPAddressFailedException refused) {
                return toException(refused.getReturnCode(), Outcome.NO_SUCH_ADDRESS);
            }
            if (cause instanceof SMTPSendFailedException refused && next == null && !isCutOff(refused)) {
                return toException(refused.getReturnCode(), Outcome.REFUSED);
            }
            if (cause instanceof MailConnectException || cause instanceof AuthenticationFailedException) {
                return new DirectMessageException(
                        Outcome.NOT_SENT, cause.getClass().getSimpleName());
            }
            cause = next != null ? next : cause.getCause();
        }
        return new DirectMessageException(Outcome.UNKNOWN, failure.getClass().getName());
    }

    /// True when the connection ended behind the whole message, before an answer: the server may have taken it.
    private static boolean isCutOff(SMTPSendFailedException failure) {
        return failure.getReturnCode() < 0 && ".".equals(failure.getCommand().strip());
    }

    private static DirectMessageException toException(int code, Outcome permanent) {
        return new DirectMessageException(
                code >= PERMANENT_FAILURE ? permanent : Outcome.NOT_SENT, "the mail server answered " + code);
    }
}
