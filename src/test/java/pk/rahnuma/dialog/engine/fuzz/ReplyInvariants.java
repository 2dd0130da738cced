package pk.rahnuma.dialog.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Invariants of all replies and calls.
final class ReplyInvariants {

    private static final Pattern CLASS =
            Pattern.compile("(java|javax|pk|com|org|net|dev|io)\\.[a-z]+\\.|Exception|\\bnull\\b");

    private final Pattern unformatted;

    ReplyInvariants(ScriptTexts texts) {
        Set<String> names = new TreeSet<>();
        for (String key : texts.textKeys()) {
            names.addAll(texts.argumentNames("en", key));
        }
        unformatted = Pattern.compile("\\{(" + String.join("|", names) + ")[,}]");
    }

    void checkInvariants(Reply reply) {
        text(reply.text());
        assertThat(reply.text().length()).isLessThanOrEqualTo(EngineLimits.MAX_REPLY_LENGTH);
        for (List<ReplyButton> row : reply.buttons()) {
            assertThat(row).isNotEmpty();
            for (ReplyButton button : row) {
                text(button.label());
                assertThat(button.data().getBytes(StandardCharsets.UTF_8).length)
                        .as(button.toString())
                        .isBetween(1, EngineLimits.MAX_BUTTON_BYTES);
            }
        }
    }

    private void text(String text) {
        assertThat(text).isNotBlank().doesNotContainPattern(unformatted).doesNotContainPattern(CLASS);
        assertThat(text.codePoints()
                        .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        .count())
                .as("halves of characters in %s", text)
                .isZero();
    }

    /// Nothing is submitted that the form itself refuses.
    void checkInvariants(ActionCall call) {
        if (!call.action().equals("registration.submit")) {
            return;
        }
        Map<?, ?> answers = (Map<?, ?>) call.arguments().get("answers");
        assertThat(answers.get("declaration")).as("the declaration").isEqualTo(true);
        if (answers.get("engagement_to") instanceof String to) {
            assertThat(to).as("until when").isGreaterThanOrEqualTo((String) answers.get("engagement_from"));
        }
    }
}
