package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.TrailEntry.Exit;

/// Answers of a form in the middle of a chat.
class FormAnswersInChatTest {

    private static final String CARD = "35202-1234567-1";
    private static final String UNUSUAL = "95202-1234567-1";

    private final ScriptedConversation stage = new ScriptedConversation();
    private final DialogEngine talk = new DialogEngine(ScriptedConversation.library());
    private final EngineContext moment = new EngineContext(ScriptedConversation.START, "en", "assistance", "web");
    private ConversationInput.SubmittedAnswers sent;

    @BeforeEach
    void begin() {
        stage.says("form");
    }

    private ScriptedConversation fills(Object... pairs) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            answers.put((String) pairs[i], pairs[i + 1]);
        }
        sent = DialogJson.read(
                DialogJson.write(new ConversationInput.SubmittedAnswers(null, answers)),
                ConversationInput.SubmittedAnswers.class);
        return stage.does(sent);
    }

    private Map<String, List<String>> problems() {
        return talk.problems(stage.simulator.conversation(), sent, moment);
    }

    private FormView form() {
        return talk.form(stage.simulator.conversation(), moment).orElseThrow();
    }

    @Test
    void the_chat_hears_that_they_came_what_was_said_on_the_way_and_the_next_question() {
        fills("name", "Ali", "kind", "two", "only_two", 9);
        assertThat(stage.all()).startsWith("FORM 3\n\nHI Ali").endsWith("CARD?").doesNotContain("KIND?");
        assertThat(problems()).isEmpty();
        stage.says(CARD);
        assertThat(form().at()).isEqualTo("note");
    }

    @Test
    void what_is_refused_is_told_in_the_chat_and_by_key_and_asked_again() {
        fills("name", "Ali", "kind", "three");
        assertThat(stage.text()).startsWith("FORM 1\n\n").contains("NONE", "KIND?");
        assertThat(problems()).isEqualTo(Map.of("kind", List.of("NONE")));
        assertThat(problems()).isEqualTo(Map.of("kind", List.of("NONE")));
    }

    @Test
    void what_is_doubtful_is_taken_when_it_is_sent_again() {
        fills("name", "Ali", "kind", "one", "card", UNUSUAL);
        assertThat(problems()).containsOnlyKeys("card");
        assertThat(form().at()).isEqualTo("card");
        fills("name", "Ali", "kind", "one", "card", UNUSUAL);
        assertThat(problems()).isEmpty();
        assertThat(form().at()).isEqualTo("note");
        fills("name", "Ali", "kind", "one", "card", UNUSUAL);
        assertThat(stage.text()).startsWith("FORM 0");
        assertThat(problems()).isEmpty();
    }

    @Test
    void a_change_that_is_refused_leaves_the_old_answer_and_the_place() {
        fills("name", "Ali", "kind", "one", "card", CARD);
        fills("kind", "three", "note", null);
        assertThat(problems()).isEqualTo(Map.of("kind", List.of("NONE")));
        assertThat(stage.session().answers().get("kind").value()).isEqualTo("one");
        assertThat(stage.session().answers()).containsKey("note");
    }

    @Test
    void a_doubtful_change_waits_until_it_is_sent_again_or_something_else_is() {
        fills("name", "Ali", "kind", "one", "card", CARD);
        fills("card", UNUSUAL);
        assertThat(problems()).containsOnlyKeys("card");
        assertThat(form().at()).isEqualTo("card");
        fills("name", "Sana");
        assertThat(form().at()).isEqualTo("note");
        assertThat(stage.session().answers().get("card").value()).isEqualTo("3520212345671");
    }

    @Test
    void who_was_about_to_change_an_answer_in_the_chat_goes_on_with_the_form() {
        fills("name", "Ali", "kind", "one");
        stage.says("change 1");
        assertThat(form().at()).isEqualTo("name");
        fills("card", CARD);
        assertThat(form().at()).isEqualTo("note");
    }

    @Test
    void a_list_is_sent_as_a_list_and_an_item_has_its_number_in_the_key() {
        fills("name", "Ali", "kind", "one", "card", CARD, "note", null);
        assertThat(form().at()).isEqualTo("sites/1/site");
        fills("sites/1/site", "Lahore", "sites/1/ips", List.of("39.40.1.1", "39.40.1.2"));
        assertThat(problems()).isEmpty();
        assertThat(stage.session().answers().get("sites/1/ips").value()).isEqualTo(List.of("39.40.1.1", "39.40.1.2"));
        assertThat(form().waits()).isEqualTo("repeat");
    }

    @Test
    void a_review_is_waited_at_whatever_is_sent_and_left_by_its_button() {
        fills("name", "Ali", "kind", "one", "card", CARD, "note", null);
        fills("sites/1/site", "Lahore", "sites/1/ips", "39.40.1.1", "sites", true);
        stage.says("done");
        assertThat(form().waits()).isEqualTo("review");
        fills("check", "yes", "sent", true);
        assertThat(form().waits()).isEqualTo("review");
        assertThat(stage.labels()).contains("Send it");
    }

    @Test
    void answers_for_a_session_that_does_not_speak_any_more_are_not_taken() {
        String session = form().session();
        stage.says("status");
        stage.does(new ConversationInput.SubmittedAnswers(session, Map.of("mood", "good")));
        assertThat(stage.text()).startsWith("FORM 0").contains("MOOD?");
        stage.does(new ConversationInput.SubmittedAnswers(form().session(), Map.of("mood", "good")));
        assertThat(form().script()).isEqualTo("form");
    }

    @Test
    void where_nothing_runs_there_is_no_form() {
        stage.says("menu");
        assertThat(talk.form(stage.simulator.conversation(), moment)).isEmpty();
        fills("name", "Ali");
        assertThat(stage.text()).contains("NOTHING RUNNING");
        assertThat(problems()).isEmpty();
    }

    @Test
    void what_goes_into_a_step_equals_what_left_it_with_forms_too() {
        fills("name", "A");
        fills("name", "Ali", "kind", "two", "only_two", 3, "card", UNUSUAL);
        fills("name", "Sana", "kind", "no", "card", UNUSUAL);
        fills("kind", "one", "card", UNUSUAL);
        Map<String, Integer> balance = new TreeMap<>();
        for (TrailEntry step : stage.simulator.trail()) {
            if (!step.from().isEmpty()) {
                balance.merge(step.from(), -1, Integer::sum);
            }
            if (step.exit() != Exit.ENDED && !step.to().isEmpty()) {
                balance.merge(step.to(), 1, Integer::sum);
            }
        }
        balance.values().removeIf(count -> count == 0);
        assertThat(balance).isEqualTo(Map.of(form().at(), 1));
        assertThat(stage.simulator.trail().stream().map(TrailEntry::exit).toList())
                .containsAll(Arrays.asList(Exit.FAILED, Exit.WARNED, Exit.CHANGED));
    }
}
