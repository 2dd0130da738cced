package pk.rahnuma.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.SessionIdentity;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.EngineLimits;

class StateBytesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    /// Bytes that the column takes.
    private static final int COLUMN = 1_000_000;

    private final Random random = new Random(3);

    /// A company with a thousand different lines.
    private Session companyForm(int id) {
        Map<String, StoredAnswer> answers = new HashMap<>();
        for (int line = 1; line <= EngineLimits.MAX_REPEAT_ITEMS; line++) {
            String key = "connections/" + line + "/";
            answers.put(key + "site", new StoredAnswer("Branch " + random.nextInt(100_000) + ", Karachi", null));
            answers.put(
                    key + "isp",
                    new StoredAnswer(List.of("ptcl", "nayatel", "wateen").get(line % 3), null));
            answers.put(key + "subscriber_id", new StoredAnswer("PT-" + random.nextInt(10_000_000), null));
            answers.put(
                    key + "addresses",
                    new StoredAnswer(List.of("39.32." + random.nextInt(256) + "." + random.nextInt(256)), null));
        }
        return Session.startNew(
                        new SessionIdentity(Integer.toString(id), "office-" + id, "register-company", "flow"), NOW)
                .withAnswers(answers, NOW);
    }

    @Test
    void theMaximumOfFormsWithAThousandLinesFitsIntoTheColumn() {
        List<Session> forms = IntStream.rangeClosed(1, EngineLimits.MAX_NAMED_DRAFTS)
                .mapToObj(this::companyForm)
                .toList();
        ConversationState state = new ConversationState("en", List.of(), forms, forms.size());
        assertThat(DialogJson.toBytes(state)).hasSizeGreaterThan(2 * COLUMN);
        byte[] bytes = StateBytes.toBytes(state);
        assertThat(bytes).hasSizeLessThan(COLUMN);
        assertThat(StateBytes.fromBytes(bytes)).isEqualTo(state);
    }

    @Test
    void aSmallStateIsPlainJson() {
        ConversationState state = ConversationState.empty().withChosenLanguage("ur");
        assertThat(StateBytes.toBytes(state)).isEqualTo(DialogJson.toBytes(state));
        assertThat(StateBytes.fromBytes(StateBytes.toBytes(state))).isEqualTo(state);
    }

    @Test
    void bytesThatAreNoStateAreRefused() {
        assertThatThrownBy(() -> StateBytes.fromBytes(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
