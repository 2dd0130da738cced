package pk.rahnuma.dialog.engine.session;

import java.util.List;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.ScriptStep;

/// Commands on the list of a repeat.
final class RepeatHandler {

    private final SessionStep sessionStep;
    private final ScriptStep.Repeat repeat;

    RepeatHandler(SessionStep sessionStep, ScriptStep.Repeat repeat) {
        this.sessionStep = sessionStep;
        this.repeat = repeat;
    }

    private List<String> itemIds() {
        return sessionStep.session().itemsOf(repeat.name());
    }

    void addItem() {
        if (itemIds().size() < repeat.maxItems()) {
            new SessionAdvancer(sessionStep)
                    .advanceTo(sessionStep.session().withItems(repeat.name(), 1, sessionStep.now()), Exit.ANSWERED);
        } else {
            sessionStep.repeatStep("engine.enough");
        }
    }

    /// @param position counted from 1
    void removeItemAt(int position) {
        removeItem(idAt(position));
    }

    /// @param position counted from 1
    void changeItemAt(int position) {
        changeItem(idAt(position));
    }

    /// Id of the item at a position; empty, as no id is, where there is none.
    private String idAt(int position) {
        return position < 1 || position > itemIds().size() ? "" : itemIds().get(position - 1);
    }

    /// @param item its id; an unknown one shows the list again
    void removeItem(String item) {
        if (itemIds().contains(item)) {
            new SessionAdvancer(sessionStep)
                    .advanceTo(
                            sessionStep.session().withoutItems(repeat.name(), List.of(item), sessionStep.now()),
                            Exit.CHANGED);
        } else {
            sessionStep.repeatStep();
        }
    }

    /// Shows the answers of an item, to change one.
    ///
    /// @param item its id; an unknown one shows the list again
    void changeItem(String item) {
        if (itemIds().contains(item)) {
            sessionStep.updateSession(sessionStep
                    .session()
                    .withFocus(repeat.name() + "/" + item, sessionStep.now())
                    .withAnswerList(true, 0));
        }
        sessionStep.repeatStep();
    }

    void closeList() {
        StoredAnswer closed = new StoredAnswer(true, null);
        new SessionAdvancer(sessionStep)
                .advanceTo(sessionStep.session().withAnswer(repeat.name(), closed, sessionStep.now()), Exit.ANSWERED);
    }
}
