package pk.rahnuma.faq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.dialog.model.Action;

/// Only requests that reach the language model count towards its requests of a day.
class LanguageModelBudgetTest {

    private static final Instant NOON = Instant.parse("2026-07-01T07:00:00Z");
    private static final ChooseTopicAction.In QUESTION = new ChooseTopicAction.In("my thing with the line and money");

    private final SteppableClock clock = new SteppableClock(NOON.toString());
    private final ModelStub model = ModelStub.start();
    private final LanguageModelConfiguration settings =
            new LanguageModelConfiguration(model.url(), "", "small", 1, Duration.ofSeconds(10));
    private final LanguageModelClient client = new LanguageModelClient(settings);
    private final ChooseTopicAction action =
            new ChooseTopicAction(client, settings, new LanguageModelMetrics(), new ContentLoader(null), clock);

    @AfterEach
    void close() {
        client.closeConnections();
        model.close();
    }

    private List<ChooseTopicAction.Out> runTurn() {
        return action.executeAll(List.of(new Action.Request<>(1, "1", "ask", "0", false, "en", NOON, QUESTION)));
    }

    @Test
    void aTurnThatIsRepeatedCountsNothing() {
        model.answerText("fee");
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(runTurn()).containsOnlyNulls();
        }
        assertThat(action.executeDeferred(QUESTION).topic()).isEqualTo("fee");
    }

    @Test
    void beyondTheBudgetNothingIsAskedUntilTheNextDay() {
        model.answerText("fee");
        action.executeDeferred(QUESTION);
        assertThat(action.executeDeferred(QUESTION).topic()).isEmpty();
        assertThat(model.asked()).hasSize(1);
        clock.advanceBy(Duration.ofDays(1));
        assertThat(action.executeDeferred(QUESTION).topic()).isEqualTo("fee");
    }

    @Test
    void aQuestionWithoutAWordOfTheDeskCountsNothing() {
        model.answerText("fee");
        assertThat(action.executeDeferred(new ChooseTopicAction.In("Zxqvbn Qwrtpl"))
                        .topic())
                .isEmpty();
        assertThat(model.asked()).isEmpty();
        assertThat(action.executeDeferred(QUESTION).topic()).isEqualTo("fee");
    }
}
