package pk.rahnuma.dialog.engine.session;

import java.util.List;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.ScriptStep;

/// Commands on the list of a repeat.
final class RepeatHandler {

    private final SessionStep move;
    private final ScriptStep.Repeat repeat;

    RepeatHandler(SessionStep move, ScriptStep.Repeat repeat) {
        this.move = move;
        this.repeat = repeat;
    }

    private List<String> ids() {
        return move.session().items().getOrDefault(repeat.name(), List.of());
    }

    void addItem() {
        if (ids().size() < repeat.most()) {
            move.advanceTo(move.session().withItem(repeat.name(), move.moment().now()), Exit.ANSWERED);
        } else {
            move.showCurrentStep(move.textRenderer().formatText("engine.enough"), DisplayMode.PLAIN);
        }
    }

    /// @return the id of the item at a position, counted from 1, or null
    String idAt(int place) {
        return place < 1 || place > ids().size() ? null : ids().get(place - 1);
    }

    /// @param item its id; an unknown one shows the list again
    void removeItem(String item) {
        if (ids().contains(item)) {
            move.advanceTo(
                    move.session()
                            .withoutItem(repeat.name(), item, move.moment().now()),
                    Exit.CHANGED);
        } else {
            move.showCurrentStep("", DisplayMode.PLAIN);
        }
    }

    /// Goes to the first answer of an item, to go through it again.
    void changeItem(String item) {
        String prefix = repeat.name() + "/" + item + "/";
        move.journey().changeableSteps().stream()
                .filter(place -> place.key().startsWith(prefix))
                .findFirst()
                .ifPresentOrElse(
                        place -> move.showQuestion(place.key()), () -> move.showCurrentStep("", DisplayMode.PLAIN));
    }

    void closeList() {
        StoredAnswer closed = new StoredAnswer(true, null);
        move.advanceTo(
                move.session().withAnswer(repeat.name(), closed, move.moment().now()), Exit.ANSWERED);
    }
}
