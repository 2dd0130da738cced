package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.script.EngineLimits;

/// Ways astray, each in few steps.
class ConversationRepairTest {

    private static final String SPAN = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: from
                type: number
              - ask: until
                type: number
                must:
                  reversed: it >= from
              - read: known
                action: test.look_up
                with:
                  name: "'1'"
              - read: also
                action: test.look_up
                with:
                  name: "'2'"
              - ask: name
                type: text
                least: 2
              - review: check
              - act: sent
                action: test.send
                with:
                  answers: answers
              - end: received
            """;

    private final ScriptedConversation stage = new ScriptedConversation();

    private static ScriptedConversation span() {
        return new ScriptedConversation(
                        ScriptedConversation.library(SPAN), new ConversationState("en", List.of(), List.of(), 0))
                .says("form");
    }

    /// The data of a button of the open question with another value in it.
    private String forged(String value) {
        String real = stage.data("Help");
        return real.substring(0, real.lastIndexOf(':') + 1) + value;
    }

    @Test
    void a_page_that_cannot_be_is_the_last_one() {
        stage.says("form", "Ali");
        stage.tapsData(forged("!page=2147483647"));
        assertThat(stage.labels()).contains("One", "Two");
    }

    @Test
    void a_button_of_a_list_means_nothing_at_a_question_and_that_is_said() {
        stage.says("form", "Ali");
        stage.tapsData(forged("!remove=1"));
        assertThat(stage.text()).contains("STALE").contains("KIND?");
        stage.tapsData(forged("!item=1"));
        assertThat(stage.text()).contains("STALE").contains("KIND?");
    }

    @Test
    void answers_are_deleted_on_request_also_while_another_script_is_in_between() {
        stage.says("form", "Ali", "One", "cancel");
        String discard = stage.data("Discard");
        stage.says("status").tapsData(discard);
        assertThat(stage.all()).contains("DISCARDED").contains("MOOD?");
        assertThat(stage.simulator.conversation().stack())
                .extracting(Session::script)
                .containsExactly("aside");
    }

    @Test
    void an_edit_is_checked_like_an_answer() {
        ScriptedConversation span = span().says("1", "5");
        span.does(new ConversationInput.Edit("m3", "0"));
        assertThat(span.text()).contains("EDIT REFUSED");
        assertThat(span.session().answers().get("until").value()).isEqualTo(5L);
    }

    @Test
    void an_answer_that_no_longer_fits_another_one_is_asked_again() {
        ScriptedConversation span = span().says("1", "5", "Ali", "change 1", "7");
        assertThat(span.text()).contains("FROM?").doesNotContain("CHECK");
        span.says("9");
        assertThat(span.text()).contains("CHECK");
    }

    @Test
    void a_text_that_is_cut_ends_with_a_whole_character() {
        String cut = PromptRenderer.clip("a" + "😀".repeat(EngineLimits.TEXT));
        assertThat(cut).hasSizeLessThanOrEqualTo(EngineLimits.TEXT).endsWith("😀…");
        assertThat(PromptRenderer.clip("😀".repeat(EngineLimits.TEXT))).endsWith("😀…");
    }

    @Test
    void two_messages_at_once_after_a_skip_do_not_make_an_answer_of_it() {
        stage.says("form", "Ali", "One", "35202-1234567-1");
        stage.saysAtOnce("skip", "and more");
        assertThat(stage.session().answers().get("note").value()).isNull();
    }

    @Test
    void a_result_that_leads_to_another_call_is_not_lost_on_a_form_set_aside() {
        DialogEngine talk = new DialogEngine(ScriptedConversation.library(SPAN));
        EngineContext moment = new EngineContext(ScriptedConversation.START, "en", "assistance", "web");
        TurnResult turned =
                talk.turn(ConversationState.fresh(), new ConversationInput.Tap("!start=form", null), moment);
        turned = talk.turn(turned.conversation(), new ConversationInput.Text("1"), moment);
        turned = talk.turn(turned.conversation(), new ConversationInput.Text("5"), moment);
        ActionCall first = turned.calls().getFirst();
        turned = talk.turn(turned.conversation(), new ConversationInput.Text("menu"), moment);
        turned = talk.turn(
                turned.conversation(),
                new ConversationInput.Result(first.session(), first.name(), first.hash(), Map.of("known", true)),
                moment);
        assertThat(turned.calls()).extracting(ActionCall::name).containsExactly("also");
    }

    @Test
    void a_form_that_was_over_when_it_came_back_cannot_be_started_again_by_its_old_name() {
        DialogEngine talk = new DialogEngine(ScriptedConversation.library(SPAN));
        EngineContext moment =
                new EngineContext(ScriptedConversation.START.plus(Duration.ofDays(1)), "en", "assistance", "web");
        ScriptedConversation span = span().says("1", "5", "Ali");
        TurnResult turned = talk.turn(span.simulator.conversation(), new ConversationInput.Text("send"), moment);
        ActionCall send = turned.calls().getFirst();
        turned = talk.turn(turned.conversation(), new ConversationInput.Text("menu"), moment);
        Map<String, Object> sent = Map.of("accepted", true, "reference", "R-1", "due", "2026-11-25T05:00:00Z");
        turned = talk.turn(
                turned.conversation(),
                new ConversationInput.Result(send.session(), send.name(), send.hash(), sent),
                moment);
        turned = talk.turn(turned.conversation(), new ConversationInput.Tap("!continue=1", null), moment);
        assertThat(turned.replies().getLast().text()).contains("RECEIVED");
        assertThat(turned.replies().getLast().buttons().toString()).doesNotContain("restart");
    }
}
