package pk.rahnuma.person.signin;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.messaging.direct.DirectMessageQueue;
import pk.rahnuma.messaging.direct.DirectMessageSender;
import pk.rahnuma.messaging.direct.SmsBudget;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.shared.SandboxConfiguration;

/// Sends codes in the background: a slow server delays neither the response nor, by it, reveals anything. Codes wait in
/// memory, in a queue for each medium. One that is lost in a crash, or not accepted by the server, is not sent again:
/// the person requests another.
@Singleton
public class SignInCodeSender {

    /// Answer to the question whether a code could be sent now. It does not depend on the address.
    public enum CodeCapacity {
        AVAILABLE,
        /// Too many codes wait for the server or gateway.
        QUEUE_FULL,
        /// The budget of SMS of this day is used up.
        BUDGET_USED_UP
    }

    /// Maximum messages of a medium that are sent at once.
    static final int MAX_THREADS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(SignInCodeSender.class);

    private final Collection<DirectMessageSender> senders;
    private final Optional<SmsBudget> smsBudget;
    private final ScriptLibrary library;
    private final SandboxConfiguration settings;
    private final Map<DirectMessage.Medium, DirectMessageQueue> queues = new EnumMap<>(DirectMessage.Medium.class);

    SignInCodeSender(
            Collection<DirectMessageSender> senders,
            Optional<SmsBudget> smsBudget,
            ScriptLibrary library,
            SandboxConfiguration settings) {
        this.senders = senders;
        this.smsBudget = smsBudget;
        this.library = library;
        this.settings = settings;
        for (DirectMessage.Medium medium : DirectMessage.Medium.values()) {
            queues.put(medium, new DirectMessageQueue(MAX_THREADS));
        }
    }

    boolean isOffered(IdentityKind kind) {
        return settings.sandbox() || findSender(mediumOf(kind)).isPresent();
    }

    /// False for a sandbox.
    boolean sendsCodes() {
        return !settings.sandbox();
    }

    private static DirectMessage.Medium mediumOf(IdentityKind kind) {
        return kind == IdentityKind.EMAIL ? DirectMessage.Medium.EMAIL : DirectMessage.Medium.SMS;
    }

    private Optional<DirectMessageSender> findSender(DirectMessage.Medium medium) {
        return senders.stream().filter(sender -> sender.medium() == medium).findFirst();
    }

    /// Tells whether a code of a network could be sent now.
    CodeCapacity findCapacity(IdentityKind kind, String network) {
        if (!sendsCodes()) {
            return CodeCapacity.AVAILABLE;
        }
        DirectMessage.Medium medium = mediumOf(kind);
        if (medium == DirectMessage.Medium.SMS
                && smsBudget.filter(budget -> !budget.hasCodeLeft(network)).isPresent()) {
            return CodeCapacity.BUDGET_USED_UP;
        }
        return queues.get(medium).hasPlace(network) ? CodeCapacity.AVAILABLE : CodeCapacity.QUEUE_FULL;
    }

    /// Time until the budget of SMS of the next day.
    Duration untilNextSms() {
        return smsBudget.map(SmsBudget::untilNextDay).orElse(Duration.ZERO);
    }

    /// Sends a code; a sandbox sends none.
    ///
    /// @param network that requests it
    /// @return false when there is no capacity: others took it since [#findCapacity]
    boolean sendCode(IdentityAddress address, String code, String language, String network) {
        if (!sendsCodes()) {
            return true;
        }
        DirectMessage.Medium medium = mediumOf(address.kind());
        DirectMessageSender sender = findSender(medium).orElseThrow();
        DirectMessage message = new DirectMessage(
                address.address(),
                library.texts().formatText(language, "sign_in.subject"),
                library.texts()
                        .formatText(
                                language,
                                medium == DirectMessage.Medium.EMAIL ? "sign_in.email" : "sign_in.sms",
                                Map.of("code", code)));
        DirectMessageQueue queue = queues.get(medium);
        boolean counted = queue.hasPlace(network)
                && (medium != DirectMessage.Medium.SMS
                        || smsBudget
                                .filter(budget -> !budget.takeForCode(network))
                                .isEmpty());
        if (counted && queue.addMessage(network, () -> send(sender, message))) {
            return true;
        }
        LOG.warn("sign-in: a code was not sent, since too many wait: look at the mail server or SMS gateway");
        return false;
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
        for (DirectMessageQueue queue : queues.values()) {
            queue.stop();
        }
    }
}
