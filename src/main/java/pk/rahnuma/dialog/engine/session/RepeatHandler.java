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

    private List<String> ids() {
        return sessionStep.session().items().getOrDefault(repeat.name(), List.of());
    }

    void addItem() {
        if (ids().size() < repeat.maxItems()) {
            new SessionAdvancer(sessionStep)
                    .advanceTo(
                            sessionStep
                                    .session()
                                    .withItem(
                                            repeat.name(), sessionStep.context().now()),
                            Exit.ANSWERED);
        } else {
            sessionStep.repeatStep("engine.enough");
        }
    }

    /// @return the id of the item at a position, counted from 1, or null
    String idAt(int position) {
        return position < 1 || position > ids().size() ? null : ids().get(position - 1);
    }

    /// @param item its id; an unknown one shows the list again
    void removeItem(String item) {
        if (ids().contains(item)) {
            new SessionAdvancer(sessionStep)
                    .advanceTo(
                            sessionStep
                                    .session()
                                    .withoutItem(
                                            repeat.name(),
                                            item,
                                            sessionStep.context().now()),
                            Exit.CHANGED);
        } else {
            sessionStep.repeatStep();
        }
    }

    /// Shows the answers of an item, to change one.
    ///
    /// @param item its id; an unknown one shows the list again
    void changeItem(String item) {
        if (ids().contains(item)) {
            sessionStep.updateSession(sessionStep
                    .session()
                    .withFocus(repeat.name() + "/" + item, sessionStep.context().now())
                    .withAnswerList(true, 0));
        }
        sessionStep.repeatStep();
    }

    void closeList() {
        StoredAnswer closed = new StoredAnswer(true, null);
        new SessionAdvancer(sessionStep)
                .advanceTo(
                        sessionStep
                                .session()
                                .withAnswer(
                                        repeat.name(),
                                        closed,
                                        sessionStep.context().now()),
                        Exit.ANSWERED);
    }
}
