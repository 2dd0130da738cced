package pk.rahnuma.dialog;

import java.util.List;
import pk.rahnuma.dialog.Reply.DisplayMode;
import pk.rahnuma.dialog.TrailEntry.Exit;
import pk.rahnuma.dialog.script.ScriptStep;

/// What a person does with the list of a repeat.
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

    void add() {
        if (ids().size() < repeat.most()) {
            move.move(move.session().withItem(repeat.name(), move.moment().now()), Exit.ANSWERED);
        } else {
            move.show(move.voice().say("engine.enough"), DisplayMode.PLAIN);
        }
    }

    /// @return the id of the item at a place, counted from 1, or null
    String at(int place) {
        return place < 1 || place > ids().size() ? null : ids().get(place - 1);
    }

    /// @param item its id; of none that is there the list is shown again
    void remove(String item) {
        if (ids().contains(item)) {
            move.move(
                    move.session()
                            .withoutItem(repeat.name(), item, move.moment().now()),
                    Exit.CHANGED);
        } else {
            move.show("", DisplayMode.PLAIN);
        }
    }

    /// To the first answer of an item, to go through it again.
    void change(String item) {
        String prefix = repeat.name() + "/" + item + "/";
        move.path().changeable().stream()
                .filter(place -> place.key().startsWith(prefix))
                .findFirst()
                .ifPresentOrElse(place -> move.focus(place.key()), () -> move.show("", DisplayMode.PLAIN));
    }

    void close() {
        StoredAnswer closed = new StoredAnswer(true, null);
        move.move(move.session().answered(repeat.name(), closed, move.moment().now()), Exit.ANSWERED);
    }
}
