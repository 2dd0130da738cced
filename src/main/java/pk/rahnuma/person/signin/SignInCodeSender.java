package pk.rahnuma.person.signin;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.messaging.direct.DirectMessageSender;
import pk.rahnuma.persistence.fault.FaultLog;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.shared.SandboxConfiguration;

/// Sends codes in the background: a slow server delays neither the response nor, by it, reveals anything. Codes wait in
/// memory. One that is lost in a crash, or not accepted by the server, is not sent again: the person requests another.
@Singleton
public class SignInCodeSender {

    /// Maximum messages that are sent at once.
    static final int MAX_THREADS = 4;

    /// Maximum messages that wait.
    static final int MAX_WAITING = 1_000;

    private static final int THREAD_TTL_SECONDS = 30;
    private static final int SHUTDOWN_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(SignInCodeSender.class);

    private final Collection<DirectMessageSender> senders;
    private final ScriptLibrary library;
    private final SandboxConfiguration settings;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            MAX_THREADS, MAX_THREADS, THREAD_TTL_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING));

    SignInCodeSender(Collection<DirectMessageSender> senders, ScriptLibrary library, SandboxConfiguration settings) {
        this.senders = senders;
        this.library = library;
        this.settings = settings;
        executor.allowCoreThreadTimeOut(true);
    }

    boolean isOffered(IdentityKind kind) {
        return settings.sandbox() || findSender(kind).isPresent();
    }

    /// False for a sandbox.
    boolean sendsCodes() {
        return !settings.sandbox();
    }

    private Optional<DirectMessageSender> findSender(IdentityKind kind) {
        DirectMessage.Medium medium =
                kind == IdentityKind.EMAIL ? DirectMessage.Medium.EMAIL : DirectMessage.Medium.SMS;
        return senders.stream().filter(sender -> sender.medium() == medium).findFirst();
    }

    /// Sends a code; a sandbox sends none.
    void sendCode(IdentityAddress address, String code, String language) {
        if (!sendsCodes()) {
            return;
        }
        DirectMessageSender sender = findSender(address.kind()).orElseThrow();
        DirectMessage message = new DirectMessage(
                address.address(),
                library.texts().formatText(language, "sign_in.subject"),
                library.texts()
                        .formatText(
                                language,
                                address.kind() == IdentityKind.EMAIL ? "sign_in.email" : "sign_in.sms",
                                Map.of("code", code)));
        try {
            executor.execute(() -> send(sender, message));
        } catch (RejectedExecutionException e) {
            LOG.warn(
                    "sign-in: {} codes wait already, so one was not sent: look at the mail server or SMS gateway",
                    MAX_WAITING);
        }
    }

    private static void send(DirectMessageSender sender, DirectMessage message) {
        try {
            sender.sendMessage(message);
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "sign-in: a code was not sent; the person can request another", e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            executor.shutdownNow();
        }
    }
}
