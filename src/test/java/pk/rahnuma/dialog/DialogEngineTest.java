package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.TrailEntry.Exit;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.script.ScriptLibrary;

class DialogEngineTest {

    private static final String CARD = "35202-1234567-1";

    private final ScriptedConversation stage = new ScriptedConversation();

    private ScriptedConversation atReview() {
        return stage.says("form", "Ali", "One", CARD, "skip", "Lahore", "39.32.10.1", "done");
    }

    @Test
    void a_new_person_is_welcomed_whatever_they_say_first_and_the_language_they_choose_is_spoken_at_once() {
        ScriptedConversation fresh =
                new ScriptedConversation(ScriptedConversation.library(), ConversationState.fresh());
        fresh.says("hello?");
        assertThat(fresh.text()).contains("LANGUAGE?");
        fresh.taps("Urdu");
        assertThat(fresh.text()).isEqualTo("READY");
        assertThat(fresh.simulator.conversation().language()).isEqualTo("ur");
        assertThat(fresh.labels()).contains("Form", "Menu");
    }

    @Test
    void a_form_is_asked_step_by_step_with_its_place_and_sent_once_after_the_check() {
        stage.says("form");
        assertThat(stage.text()).contains("1/6").contains("NAME?");
        stage.says("Ali");
        assertThat(stage.text()).contains("HI Ali").contains("2/6").contains("KIND?");
        stage.taps("One").says(CARD);
        assertThat(stage.text()).contains("NOTE?");
        stage.taps("Skip");
        assertThat(stage.text()).contains("SITE?");
        stage.says("Lahore", "39.32.10.1");
        assertThat(stage.text()).contains("SITES 1").contains("1. Lahore");
        stage.taps("Done");
        assertThat(stage.text())
                .contains("CHECK")
                .contains("Card: 35202-•••••••-1")
                .contains("Note: -");
        assertThat(stage.text()).doesNotContain("1234567");
        stage.taps("Send it");
        assertThat(stage.text()).contains("RECEIVED K7MP-4RTX-9X").contains("2026");
        assertThat(stage.simulator.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments())
                        .isEqualTo(Map.of(
                                "answers",
                                Map.of(
                                        "name", "Ali",
                                        "kind", "one",
                                        "card", "3520212345671",
                                        "sites", List.of(Map.of("site", "Lahore", "ips", List.of("39.32.10.1")))))));
        assertThat(stage.simulator.conversation().stack()).isEmpty();
    }

    @Test
    void a_question_is_only_asked_where_the_answers_lead_to_it_and_an_abandoned_branch_is_not_submitted() {
        stage.says("form", "Ali", "Two");
        assertThat(stage.text()).contains("ONLY TWO?").contains("3/7");
        stage.says("7", CARD, "skip", "Lahore", "39.32.10.1", "done", "change 2", "One");
        assertThat(stage.text()).contains("CHECK").doesNotContain("Only two");
        stage.says("send");
        assertThat(((Map<?, ?>) stage.simulator.calls().getFirst().arguments().get("answers")).containsKey("only_two"))
                .isFalse();
    }

    @Test
    void an_abandoned_branch_is_remembered_when_the_person_returns_to_it() {
        stage.says("form", "Ali", "Two", "7", CARD, "skip", "Lahore", "39.32.10.1", "done", "change 2", "One");
        stage.says("change 2", "Two");
        assertThat(stage.text()).contains("CHECK").contains("Only two: 7");
    }

    @Test
    void back_leads_to_the_question_before_and_the_answer_given_there_leads_on_to_where_one_was() {
        stage.says("form", "Ali", "One", CARD).says("back");
        assertThat(stage.text()).contains("CARD?");
        stage.says("واپس");
        assertThat(stage.text()).contains("KIND?");
        stage.says("One");
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void back_at_the_first_question_says_so() {
        stage.says("form", "back");
        assertThat(stage.text()).contains("NOTHING BACK").contains("NAME?");
    }

    @Test
    void change_lists_the_answers_and_a_number_or_a_button_picks_one() {
        stage.says("form", "Ali", "One", CARD, "change");
        assertThat(stage.text())
                .contains("CHANGE WHICH")
                .contains("1. Name: Ali")
                .contains("3. Card: 35202-");
        stage.says("1");
        assertThat(stage.text()).contains("NAME?");
        stage.says("Sana");
        assertThat(stage.text()).contains("NOTE?");
        stage.says("change").taps("2. Kind");
        assertThat(stage.text()).contains("KIND?");
    }

    @Test
    void a_check_that_was_passed_must_be_passed_again_after_a_change() {
        atReview();
        stage.says("change 1", "Sana");
        assertThat(stage.text()).contains("CHECK").contains("Name: Sana");
        assertThat(stage.simulator.calls()).noneMatch(ActionCall::act);
    }

    @Test
    void there_is_no_way_back_behind_an_act() {
        atReview();
        stage.simulator.given("test.send", Map.of("accepted", false, "problem", "twice"));
        stage.says("send");
        assertThat(stage.text()).isEqualTo("REFUSED twice");
        stage.says("back");
        assertThat(stage.text()).contains("NOTHING RUNNING").contains("MENU");
    }

    @Test
    void a_read_is_asked_again_only_when_its_arguments_change() {
        stage.says("form", "Ali", "One", CARD, "skip");
        assertThat(stage.simulator.calls()).hasSize(1);
        stage.says("change 2", "Two", "9");
        assertThat(stage.simulator.calls()).isEmpty();
        stage.says("change 1", "Sana");
        assertThat(stage.simulator.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).containsEntry("name", "Sana"));
    }

    @Test
    void an_optional_question_can_be_skipped_and_another_cannot() {
        stage.says("form", "skip");
        assertThat(stage.text()).contains("CANNOT SKIP").contains("NAME?");
    }

    @Test
    void help_explains_the_question_and_asks_it_again() {
        stage.says("form", "madad");
        assertThat(stage.text()).contains("NAME HELP").contains("NAME?");
        stage.says("Ali", "help");
        assertThat(stage.text()).contains("HELP").contains("KIND?");
    }

    @Test
    void after_three_failed_tries_a_human_is_offered() {
        stage.says("form", "Ali", "One", "12", "13");
        assertThat(stage.text()).doesNotContain("OFFER HUMAN");
        stage.says("14");
        assertThat(stage.text()).contains("OFFER HUMAN").contains("CARD?");
        assertThat(stage.labels()).contains("Human");
    }

    @Test
    void a_soft_check_warns_and_the_person_may_insist_by_button_or_by_typing_it_again() {
        stage.says("form", "Ali", "One", "85202-1234567-1");
        assertThat(stage.text()).contains("UNUSUAL").contains("INSIST");
        stage.taps("Yes, right");
        assertThat(stage.text()).contains("NOTE?");
        stage.says("change 3", "95202-1234567-1", "95202 1234567 1");
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void a_word_that_is_an_option_is_the_answer_even_if_it_is_a_command_too() {
        stage.says("form", "Ali", "status");
        assertThat(stage.text()).contains("CARD?");
    }

    @Test
    void another_script_runs_in_the_middle_of_a_form_which_then_goes_on() {
        stage.says("form", "Ali", "One", "status");
        assertThat(stage.text()).contains("MOOD?");
        stage.says("fine");
        assertThat(stage.all()).contains("OVER").contains("BACK TO Form").contains("CARD?");
        stage.says(CARD);
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void the_menu_sets_a_form_aside_and_the_draft_goes_on_where_it_was() {
        stage.says("form", "Ali", "menu");
        assertThat(stage.text()).contains("MENU");
        assertThat(stage.labels()).contains("DRAFT Form 2/6");
        stage.taps("DRAFT Form 2/6");
        assertThat(stage.text()).contains("RESUMED Form").contains("KIND?");
        assertThat(stage.labels()).contains("Restart");
    }

    @Test
    void starting_the_same_form_again_goes_on_with_the_draft_and_can_start_afresh() {
        stage.says("form", "Ali", "menu", "form");
        assertThat(stage.text()).contains("RESUMED").contains("KIND?");
        stage.taps("Restart");
        assertThat(stage.text()).contains("NAME?");
        stage.says("Sana");
        assertThat(stage.text()).contains("HI Sana");
    }

    @Test
    void cancel_asks_what_becomes_of_the_answers() {
        stage.says("form", "Ali", "cancel");
        assertThat(stage.text()).contains("CANCEL Form");
        stage.taps("Continue");
        assertThat(stage.text()).contains("KIND?");
        stage.says("cancel").taps("Keep");
        assertThat(stage.labels()).contains("DRAFT Form 2/6");
        stage.says("continue", "cancel").taps("Discard");
        assertThat(stage.text()).contains("DISCARDED").contains("MENU");
        assertThat(stage.simulator.conversation().drafts()).isEmpty();
    }

    @Test
    void the_same_tap_again_under_another_id_does_nothing_but_say_so() {
        stage.says("form", "Ali");
        String one = stage.data("One");
        stage.tapsData(one).tapsData(one);
        assertThat(stage.heard).isEmpty();
        assertThat(stage.simulator.notice()).isEqualTo("ALREADY");
    }

    @Test
    void a_button_of_last_week_changes_nothing_and_the_question_is_asked_again() {
        stage.says("form", "Ali");
        String one = stage.data("One");
        stage.says("Two", "7");
        stage.waits(Duration.ofDays(7)).tapsData(one);
        assertThat(stage.text()).contains("STALE").contains("CARD?");
    }

    @Test
    void a_photo_where_text_is_expected_is_answered_with_the_question() {
        stage.says("form").does(new ConversationInput.File(new FileReference("f", null, "image/jpeg", 10), null, "m9"));
        assertThat(stage.text()).contains("NO FILE").contains("NAME?");
    }

    @Test
    void an_edited_message_changes_the_answer_that_it_gave() {
        stage.says("form", "Ali", "One").does(new ConversationInput.Edit("m2", "Aliya"));
        assertThat(stage.text()).contains("EDITED Name=Aliya").contains("CARD?");
        stage.does(new ConversationInput.Edit("m2", "A"));
        assertThat(stage.text()).contains("EDIT REFUSED Name").contains("CARD?");
        stage.does(new ConversationInput.Edit("m1", "whatever"));
        assertThat(stage.text()).contains("EDIT UNUSED").contains("CARD?");
    }

    @Test
    void messages_written_before_the_question_was_seen_are_not_taken_for_its_answer() {
        stage.says("form").saysAtOnce("Ali", "are you there?", "hello");
        assertThat(stage.text()).contains("SEVERAL").contains("KIND?");
        assertThat(stage.session().answers()).containsOnlyKeys("name");
    }

    @Test
    void several_messages_of_addresses_at_once_make_one_list() {
        stage.says("form", "Ali", "One", CARD, "skip", "Lahore");
        stage.saysAtOnce("39.32.10.1", "39.32.10.2", "39.32.10.3");
        assertThat(stage.session().answers().get("sites/1/ips").value())
                .isEqualTo(List.of("39.32.10.1", "39.32.10.2", "39.32.10.3"));
    }

    @Test
    void good_addresses_of_a_mixed_message_are_kept_and_the_others_explained() {
        stage.says("form", "Ali", "One", CARD, "skip", "Lahore", "39.32.10.1, 192.168.1.5");
        assertThat(stage.text()).contains("PRIVATE 192.168.1.5").contains("SO FAR 39.32.10.1");
        stage.says("39.32.10.9").taps("Add");
        assertThat(stage.text()).contains("SITE?");
        stage.says("Karachi", "39.32.11.1");
        assertThat(stage.text()).contains("SITES 2").contains("2. Karachi");
        stage.says("remove 1");
        assertThat(stage.text()).contains("SITES 1").contains("1. Karachi");
    }

    @Test
    void a_condition_over_items_holds_while_an_item_is_only_half_filled() {
        ScriptLibrary library = ScriptedConversation.library(ScriptedConversation.FORM.replace(
                "- review: check\n", "- review: check\n    when: sites.exists(s, size(s.ips) > 0)\n"));
        ScriptedConversation halfway =
                new ScriptedConversation(library, new ConversationState("en", List.of(), List.of(), 0));
        halfway.says("form", "Ali", "One", CARD, "skip", "Lahore");
        assertThat(halfway.text()).contains("IPS?");
    }

    @Test
    void after_a_long_silence_a_loose_text_is_not_an_answer() {
        stage.says("form").waits(Duration.ofDays(2)).says("hello");
        assertThat(stage.text()).contains("WELCOME BACK").contains("NAME?");
        stage.says("Ali");
        assertThat(stage.text()).contains("KIND?");
    }

    @Test
    void a_draft_is_remembered_on_days_3_and_53_and_let_go_on_day_60() {
        stage.says("form", "Ali", "menu").waits(Duration.ofDays(2));
        assertThat(stage.heard).isEmpty();
        stage.waits(Duration.ofDays(1));
        assertThat(stage.all()).isEqualTo("REMINDER Form");
        stage.waits(Duration.ofDays(50));
        assertThat(stage.all()).isEqualTo("LAST REMINDER Form");
        stage.waits(Duration.ofDays(7));
        assertThat(stage.all()).isEqualTo("EXPIRED Form");
        assertThat(stage.simulator.conversation().drafts()).isEmpty();
    }

    @Test
    void a_session_stays_on_the_version_it_began_with() {
        stage.says("form", "Ali");
        ScriptLibrary newer = ScriptedConversation.library(
                ScriptedConversation.FORM.replace("type: number", "type: number\n        most: 5"));
        ScriptedConversation later = new ScriptedConversation(newer, stage.simulator.conversation());
        later.says("Two", "9");
        assertThat(later.text()).contains("CARD?");
        assertThat(later.session().flow()).isNotEqualTo(newer.current("form").flow());
    }

    @Test
    void a_session_of_a_retired_version_goes_on_with_the_newest_and_keeps_what_fits() {
        stage.says("form", "Ali", "Two", "9", CARD);
        ScriptLibrary newest = ScriptLibrary.load(
                ScriptedConversation.sources(
                        ScriptedConversation.FORM.replace("options: [one, two, status]", "options: [one, status]")),
                ScriptedConversation.ACTIONS);
        ScriptedConversation later = new ScriptedConversation(newest, stage.simulator.conversation());
        later.says("repeat");
        assertThat(later.text()).contains("KIND?");
        later.says("One");
        assertThat(later.text()).contains("NOTE?");
    }

    @Test
    void what_goes_into_a_step_equals_what_left_it_and_what_waits_there() {
        stage.says("form", "A", "Ali", "back", "Sana", "Two", "x", "7", "status", "ok", CARD, "menu", "continue");
        Map<String, Integer> balance = new java.util.TreeMap<>();
        for (TrailEntry step : stage.simulator.trail()) {
            if (!step.from().isEmpty()) {
                balance.merge(step.script() + "/" + step.from(), -1, Integer::sum);
            }
            boolean gone = step.exit() == Exit.ENDED || step.to().isEmpty();
            if (!gone) {
                balance.merge(step.script() + "/" + step.to(), 1, Integer::sum);
            }
        }
        balance.values().removeIf(count -> count == 0);
        assertThat(balance).isEqualTo(Map.of("form/note", 1));
    }

    @Test
    void a_language_is_changed_in_the_middle_and_the_question_asked_again_in_it() {
        stage.says("form", "Ali", "urdu");
        assertThat(stage.text()).contains("KIND?");
        assertThat(stage.simulator.conversation().language()).isEqualTo("ur");
        stage.says("language").taps("English");
        assertThat(stage.text()).contains("KIND?");
        assertThat(stage.simulator.conversation().language()).isEqualTo("en");
    }

    @Test
    void nonsense_without_a_running_script_leads_to_the_menu() {
        stage.says("qwerty");
        assertThat(stage.text()).contains("NOT UNDERSTOOD").contains("MENU");
        stage.tapsData("garbage");
        assertThat(stage.text()).contains("STALE").contains("MENU");
        stage.tapsData("!nonsense=");
        assertThat(stage.text()).contains("STALE");
    }

    @Test
    void a_result_that_comes_twice_or_for_other_arguments_changes_nothing() {
        stage.says("form", "Ali", "One", CARD, "skip");
        Session before = stage.session();
        stage.does(new ConversationInput.Result(before.id(), "known", "another hash", Map.of("known", true)));
        stage.does(new ConversationInput.Result("nobody", "known", "x", Map.of()));
        assertThat(stage.heard).isEmpty();
        assertThat(stage.session()).isEqualTo(before);
    }

    @Test
    void a_script_may_begin_with_words() {
        ScriptLibrary library = ScriptedConversation.library("""
                script: form
                steps:
                  - say: opening
                  - ask: name
                    type: text
                  - go: aside
                """);
        ScriptedConversation begun =
                new ScriptedConversation(library, new ConversationState("en", List.of(), List.of(), 0));
        assertThat(begun.does(new ConversationInput.Tap("!start=form", null)).text())
                .isEqualTo("OPENING\n\nNAME?");
    }
}
