package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.ScriptLibrary;

class DialogEngineTest {

    private static final String CARD = "35202-1234567-1";

    private final ScriptedConversation stage = new ScriptedConversation();

    private ScriptedConversation atReview() {
        return stage.sayText("form", "Ali", "One", CARD, "skip", "Lahore", "39.32.10.1", "done");
    }

    @Test
    void aFormIsAskedStepByStepWithItsPlaceAndSentOnceAfterTheCheck() {
        stage.sayText("form");
        assertThat(stage.text()).contains("1/6").contains("NAME?");
        stage.sayText("Ali");
        assertThat(stage.text()).contains("HI Ali").contains("2/6").contains("KIND?");
        stage.tapButton("One").sayText(CARD);
        assertThat(stage.text()).contains("NOTE?");
        stage.tapButton("Skip");
        assertThat(stage.text()).contains("SITE?");
        stage.sayText("Lahore", "39.32.10.1");
        assertThat(stage.text()).contains("SITES 1").contains("1. Lahore");
        stage.tapButton("Done");
        assertThat(stage.text())
                .contains("CHECK")
                .contains("Card: 35202-1234567-1")
                .contains("Note: -");
        stage.tapButton("Send it");
        assertThat(stage.text()).contains("RECEIVED K7MP-4RTX-9X").contains("2026");
        assertThat(stage.simulator.lastCalls())
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
    void anAnswerThatTheSummaryLeavesOutIsNotSubmitted() {
        ScriptedConversation other = new ScriptedConversation(
                ScriptedConversation.library(ScriptedConversation.FORM.replace(
                        "options: [one, two, status]", "options: [one, two, status]\n    summary: false")),
                new ConversationState("en", List.of(), List.of(), 0));
        other.sayText("form", "Ali", "One", CARD, "skip", "Lahore", "39.32.10.1", "done");
        assertThat(other.text()).contains("Name: Ali").doesNotContain("Kind:");
        other.tapButton("Send it");
        assertThat(other.simulator.lastCalls())
                .singleElement()
                .satisfies(call -> assertThat(((Map<?, ?>) call.arguments().get("answers")).keySet())
                        .map(String::valueOf)
                        .contains("name")
                        .doesNotContain("kind"));
    }

    @Test
    void aQuestionIsOnlyAskedWhereTheAnswersLeadToItAndAnAbandonedBranchIsNotSubmitted() {
        stage.sayText("form", "Ali", "Two");
        assertThat(stage.text()).contains("ONLY TWO?").contains("3/7");
        stage.sayText("7", CARD, "skip", "Lahore", "39.32.10.1", "done", "change 2", "One");
        assertThat(stage.text()).contains("Kind: One", "REST UNCHANGED").doesNotContain("Only two");
        stage.sayText("send");
        assertThat(((Map<?, ?>) stage.simulator
                                .lastCalls()
                                .getFirst()
                                .arguments()
                                .get("answers"))
                        .containsKey("only_two"))
                .isFalse();
    }

    @Test
    void anAbandonedBranchIsRememberedWhenThePersonReturnsToIt() {
        stage.sayText("form", "Ali", "Two", "7", CARD, "skip", "Lahore", "39.32.10.1", "done", "change 2", "One");
        stage.sayText("change 2", "Two");
        assertThat(stage.text()).contains("REST UNCHANGED").contains("Only two: 7");
    }

    @Test
    void backLeadsToTheQuestionBeforeAndTheAnswerGivenThereLeadsOnToWhereOneWas() {
        stage.sayText("form", "Ali", "One", CARD).sayText("back");
        assertThat(stage.text()).contains("CARD?");
        stage.sayText("واپس");
        assertThat(stage.text()).contains("KIND?");
        stage.sayText("One");
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void backAtTheFirstQuestionSaysSo() {
        stage.sayText("form", "back");
        assertThat(stage.text()).contains("NOTHING BACK").contains("NAME?");
    }

    @Test
    void changeListsTheAnswersAndANumberOrAButtonPicksOne() {
        stage.sayText("form", "Ali", "One", CARD, "change");
        assertThat(stage.text())
                .contains("CHANGE WHICH")
                .contains("1. Name: Ali")
                .contains("3. Card: 35202-");
        stage.sayText("1");
        assertThat(stage.text()).contains("NAME?");
        stage.sayText("Sana");
        assertThat(stage.text()).contains("NOTE?");
        stage.sayText("change").tapButton("2. Kind");
        assertThat(stage.text()).contains("KIND?");
    }

    @Test
    void aCheckThatWasPassedMustBePassedAgainAfterAChange() {
        atReview();
        stage.sayText("change 1", "Sana");
        assertThat(stage.text()).contains("REST UNCHANGED").contains("Name: Sana");
        assertThat(stage.simulator.lastCalls()).noneMatch(ActionCall::act);
    }

    @Test
    void thereIsNoWayBackBehindAnAct() {
        atReview();
        stage.simulator.setResult("test.send", Map.of("accepted", false, "problem", "twice"));
        stage.sayText("send");
        assertThat(stage.text()).isEqualTo("REFUSED twice");
        stage.sayText("back");
        assertThat(stage.text()).contains("NOTHING RUNNING").contains("MENU");
    }

    @Test
    void aReadIsAskedAgainOnlyWhenItsArgumentsChange() {
        stage.sayText("form", "Ali", "One", CARD, "skip");
        assertThat(stage.simulator.lastCalls()).hasSize(1);
        stage.sayText("change 2", "Two", "9");
        assertThat(stage.simulator.lastCalls()).isEmpty();
        stage.sayText("change 1", "Sana");
        assertThat(stage.simulator.lastCalls())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).containsEntry("name", "Sana"));
    }

    @Test
    void anOptionalQuestionCanBeSkippedAndOneThatOthersDependOnCannot() {
        stage.sayText("form", "skip");
        assertThat(stage.text()).contains("FIRST").contains("NAME?");
    }

    @Test
    void helpExplainsTheQuestionAndAsksItAgain() {
        stage.sayText("form", "madad");
        assertThat(stage.text()).contains("NAME HELP").contains("NAME?");
        stage.sayText("Ali", "help");
        assertThat(stage.text()).contains("HELP").contains("KIND?");
    }

    @Test
    void afterThreeFailedTriesAHumanIsOffered() {
        stage.sayText("form", "Ali", "One", "12", "13");
        assertThat(stage.text()).doesNotContain("OFFER HUMAN");
        stage.sayText("14");
        assertThat(stage.text()).contains("OFFER HUMAN").contains("CARD?");
        assertThat(stage.labels()).contains("Human");
    }

    @Test
    void aSoftCheckWarnsAndThePersonMayInsistByButtonOrByTypingItAgain() {
        stage.sayText("form", "Ali", "One", "85202-1234567-1");
        assertThat(stage.text()).contains("UNUSUAL").contains("INSIST");
        stage.tapButton("Yes, right");
        assertThat(stage.text()).contains("NOTE?");
        stage.sayText("change 3", "95202-1234567-1", "95202 1234567 1");
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void aWordThatIsAnOptionIsTheAnswerEvenIfItIsACommandToo() {
        stage.sayText("form", "Ali", "status");
        assertThat(stage.text()).contains("CARD?");
    }

    @Test
    void anotherScriptRunsInTheMiddleOfAFormWhichThenGoesOn() {
        stage.sayText("form", "Ali", "One", "status");
        assertThat(stage.text()).contains("MOOD?");
        stage.sayText("fine");
        assertThat(stage.allText()).contains("OVER").contains("BACK TO Form").contains("CARD?");
        stage.sayText(CARD);
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void theMenuSetsAFormAsideAndTheDraftGoesOnWhereItWas() {
        stage.sayText("form", "Ali", "menu");
        assertThat(stage.text()).contains("MENU");
        assertThat(stage.labels()).contains("DRAFT Form 2/6");
        stage.tapButton("DRAFT Form 2/6");
        assertThat(stage.text()).contains("RESUMED Form").contains("KIND?");
        assertThat(stage.labels()).contains("Restart");
    }

    @Test
    void startingTheSameFormAgainGoesOnWithTheDraftAndCanStartAfresh() {
        stage.sayText("form", "Ali", "menu", "form");
        assertThat(stage.text()).contains("RESUMED").contains("KIND?");
        stage.tapButton("Restart");
        assertThat(stage.text()).contains("NAME?");
        stage.sayText("Sana");
        assertThat(stage.text()).contains("HI Sana");
    }

    @Test
    void cancelAsksWhatBecomesOfTheAnswers() {
        stage.sayText("form", "Ali", "cancel");
        assertThat(stage.text()).contains("CANCEL Form");
        stage.tapButton("Continue");
        assertThat(stage.text()).contains("KIND?");
        stage.sayText("cancel").tapButton("Keep");
        assertThat(stage.text()).startsWith("KEPT");
        stage.sayText("menu");
        assertThat(stage.labels()).contains("DRAFT Form 2/6");
        stage.sayText("continue", "cancel").tapButton("Discard");
        assertThat(stage.text()).contains("DISCARDED").contains("MENU");
        assertThat(stage.simulator.conversation().drafts()).isEmpty();
    }

    @Test
    void theSameTapAgainUnderAnotherIdDoesNothingButSaySo() {
        stage.sayText("form", "Ali");
        String one = stage.buttonData("One");
        stage.tapData(one).tapData(one);
        assertThat(stage.lastReplies).isEmpty();
        assertThat(stage.simulator.notice()).isEqualTo("ALREADY");
    }

    @Test
    void aButtonOfLastWeekChangesNothingAndTheQuestionIsAskedAgain() {
        stage.sayText("form", "Ali");
        String one = stage.buttonData("One");
        stage.sayText("Two", "7");
        stage.advanceClock(Duration.ofDays(7)).tapData(one);
        assertThat(stage.text()).contains("STALE").contains("CARD?");
    }

    @Test
    void aPhotoWhereTextIsExpectedIsAnsweredWithTheQuestion() {
        stage.sayText("form")
                .applyInput(new ConversationInput.File(new FileReference("f", null, "image/jpeg", 10), null, "m9"));
        assertThat(stage.text()).contains("NO FILE").contains("NAME?");
    }

    @Test
    void anEditedMessageChangesTheAnswerThatItGave() {
        stage.sayText("form", "Ali", "One").applyInput(new ConversationInput.Edit("m2", "Aliya"));
        assertThat(stage.text()).contains("EDITED Name=Aliya").contains("CARD?");
        stage.applyInput(new ConversationInput.Edit("m2", "A"));
        assertThat(stage.text()).contains("EDIT REFUSED Name").contains("CARD?");
        stage.applyInput(new ConversationInput.Edit("m1", "whatever"));
        assertThat(stage.text()).contains("EDIT UNUSED").contains("CARD?");
    }

    @Test
    void messagesWrittenBeforeTheQuestionWasSeenAreNotTakenForItsAnswer() {
        stage.sayText("form").sayAtOnce("Ali", "are you there?", "hello");
        assertThat(stage.text()).contains("SEVERAL").contains("KIND?");
        assertThat(stage.session().answers()).containsOnlyKeys("name");
    }

    @Test
    void severalMessagesOfAddressesAtOnceMakeOneList() {
        stage.sayText("form", "Ali", "One", CARD, "skip", "Lahore");
        stage.sayAtOnce("39.32.10.1", "39.32.10.2", "39.32.10.3");
        assertThat(stage.session().answers().get("sites/1/ips").value())
                .isEqualTo(List.of("39.32.10.1", "39.32.10.2", "39.32.10.3"));
    }

    @Test
    void goodAddressesOfAMixedMessageAreKeptAndTheOthersExplained() {
        stage.sayText("form", "Ali", "One", CARD, "skip", "Lahore", "39.32.10.1, 192.168.1.5");
        assertThat(stage.text()).contains("PRIVATE 192.168.1.5").contains("SO FAR 39.32.10.1");
        stage.sayText("39.32.10.9").tapButton("Add");
        assertThat(stage.text()).contains("SITE?");
        stage.sayText("Karachi", "39.32.11.1");
        assertThat(stage.text()).contains("SITES 2").contains("2. Karachi");
        stage.sayText("remove 1");
        assertThat(stage.text()).contains("SITES 1").contains("1. Karachi");
    }

    @Test
    void aConditionOverItemsHoldsWhileAnItemIsOnlyHalfFilled() {
        ScriptLibrary library = ScriptedConversation.library(ScriptedConversation.FORM.replace(
                "- review: check\n", "- review: check\n    when: sites.exists(s, size(s.ips) > 0)\n"));
        ScriptedConversation halfway = new ScriptedConversation(library);
        halfway.sayText("form", "Ali", "One", CARD, "skip", "Lahore");
        assertThat(halfway.text()).contains("IPS?");
    }

    @Test
    void afterALongSilenceALooseTextIsNotAnAnswer() {
        stage.sayText("form").advanceClock(Duration.ofDays(2)).sayText("hello");
        assertThat(stage.text()).contains("WELCOME BACK").contains("NAME?");
        stage.sayText("Ali");
        assertThat(stage.text()).contains("KIND?");
    }

    @Test
    void aDraftIsRememberedOnDays3And53AndLetGoOnDay60() {
        stage.sayText("form", "Ali", "menu").advanceClock(Duration.ofDays(2));
        assertThat(stage.lastReplies).isEmpty();
        stage.advanceClock(Duration.ofDays(1));
        assertThat(stage.allText()).isEqualTo("REMINDER Form");
        stage.advanceClock(Duration.ofDays(50));
        assertThat(stage.allText()).isEqualTo("LAST REMINDER Form");
        stage.advanceClock(Duration.ofDays(7));
        assertThat(stage.allText()).isEqualTo("EXPIRED Form");
        assertThat(stage.simulator.conversation().drafts()).isEmpty();
    }

    @Test
    void aSessionStaysOnTheVersionItBeganWith() {
        stage.sayText("form", "Ali");
        ScriptLibrary newer = ScriptedConversation.library(
                ScriptedConversation.FORM.replace("type: number", "type: number\n        most: 5"));
        ScriptedConversation later = new ScriptedConversation(newer, stage.simulator.conversation());
        later.sayText("Two", "9");
        assertThat(later.text()).contains("CARD?");
        assertThat(later.session().flow())
                .isNotEqualTo(newer.findCurrent("form").flow());
    }

    @Test
    void aSessionOfARetiredVersionGoesOnWithTheNewestAndKeepsWhatFits() {
        stage.sayText("form", "Ali", "Two", "9", CARD);
        ScriptLibrary newest = ScriptLibrary.loadChecked(
                ScriptedConversation.sources(
                        ScriptedConversation.FORM.replace("options: [one, two, status]", "options: [one, status]")),
                ScriptedConversation.ACTIONS);
        ScriptedConversation later = new ScriptedConversation(newest, stage.simulator.conversation());
        later.sayText("repeat");
        assertThat(later.text()).contains("KIND?");
        later.sayText("One");
        assertThat(later.text()).contains("NOTE?");
    }

    @Test
    void entriesOfAStepEqualExitsAndWaitingSessions() {
        stage.sayText("form", "A", "Ali", "back", "Sana", "Two", "x", "7", "status", "ok", CARD, "menu", "continue");
        Map<String, Integer> balance = new java.util.TreeMap<>();
        for (TrailEntry step : stage.simulator.fullTrail()) {
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
    void aLanguageIsChangedInTheMiddleAndTheQuestionAskedAgainInIt() {
        stage.sayText("form", "Ali", "urdu");
        assertThat(stage.text()).contains("KIND?");
        assertThat(stage.simulator.conversation().language()).isEqualTo("ur");
        stage.sayText("language").tapButton("English");
        assertThat(stage.text()).contains("KIND?");
        assertThat(stage.simulator.conversation().language()).isEqualTo("en");
    }

    @Test
    void nonsenseWithoutARunningScriptLeadsToTheMenu() {
        stage.sayText("qwerty");
        assertThat(stage.text()).contains("NOT UNDERSTOOD").contains("MENU");
        stage.tapData("garbage");
        assertThat(stage.text()).contains("STALE").contains("MENU");
        stage.tapData("!nonsense=");
        assertThat(stage.text()).contains("STALE");
    }

    @Test
    void aResultThatComesTwiceOrForOtherArgumentsChangesNothing() {
        stage.sayText("form", "Ali", "One", CARD, "skip");
        Session before = stage.session();
        stage.applyInput(new ConversationInput.Result(before.id(), "known", "another hash", Map.of("known", true)));
        stage.applyInput(new ConversationInput.Result("nobody", "known", "x", Map.of()));
        assertThat(stage.lastReplies).isEmpty();
        assertThat(stage.session()).isEqualTo(before);
    }

    @Test
    void aScriptMayBeginWithWords() {
        ScriptLibrary library = ScriptedConversation.library("""
                script: form
                steps:
                  - say: opening
                  - ask: name
                    type: text
                  - go: aside
                """);
        ScriptedConversation begun = new ScriptedConversation(library);
        assertThat(begun.applyInput(new ConversationInput.Tap("!start=form", null))
                        .text())
                .isEqualTo("OPENING\n\nNAME?");
    }
}
