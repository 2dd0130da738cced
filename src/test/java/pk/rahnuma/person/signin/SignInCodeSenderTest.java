package pk.rahnuma.person.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.messaging.direct.DirectMessageQueue;
import pk.rahnuma.messaging.direct.DirectMessageSender;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;
import pk.rahnuma.shared.SandboxConfiguration;

class SignInCodeSenderTest {

    private static final IdentityAddress EMAIL = new IdentityAddress(IdentityKind.EMAIL, "ayesha@example.pk");
    private static final IdentityAddress PHONE = new IdentityAddress(IdentityKind.PHONE, "+923001234567");

    private final CountDownLatch gate = new CountDownLatch(1);
    private final BlockingQueue<DirectMessage> texts = new LinkedBlockingQueue<>();
    private final SignInCodeSender sender = new SignInCodeSender(
            List.of(new HangingMailSender(), new RecordingSmsSender()),
            Optional.empty(),
            ScriptLibrary.loadChecked(ScriptFolderReader.readSources(null), ActionTypeRegistry.loadAll()),
            new SandboxConfiguration(false));

    private final class HangingMailSender implements DirectMessageSender {

        @Override
        public DirectMessage.Medium medium() {
            return DirectMessage.Medium.EMAIL;
        }

        @Override
        public void sendMessage(DirectMessage message) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class RecordingSmsSender implements DirectMessageSender {

        @Override
        public DirectMessage.Medium medium() {
            return DirectMessage.Medium.SMS;
        }

        @Override
        public void sendMessage(DirectMessage message) {
            texts.add(message);
        }
    }

    @Test
    void aMailServerThatHangsDelaysNoSms() throws InterruptedException {
        try {
            int network = 0;
            while (sender.findCapacity(IdentityKind.EMAIL, "192.0.2." + network)
                    == SignInCodeSender.CodeCapacity.AVAILABLE) {
                assertThat(sender.sendCode(EMAIL, "123456", "en", "192.0.2." + network++ % 200))
                        .isTrue();
                assertThat(network).isLessThan(2 * DirectMessageQueue.MAX_WAITING);
            }
            assertThat(sender.findCapacity(IdentityKind.EMAIL, "192.0.2." + network))
                    .isEqualTo(SignInCodeSender.CodeCapacity.QUEUE_FULL);
            assertThat(sender.findCapacity(IdentityKind.PHONE, "192.0.2." + network))
                    .isEqualTo(SignInCodeSender.CodeCapacity.AVAILABLE);
            assertThat(sender.sendCode(PHONE, "654321", "en", "198.51.100.1")).isTrue();
            assertThat(texts.poll(1, TimeUnit.MINUTES).text()).contains("654321");
        } finally {
            gate.countDown();
            sender.stop();
        }
    }
}
