package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.reading.MessageAct;

/// Buttons of the acts that a message may be, among which the person chooses.
final class ActButtons {

    /// Confidence of an act that is worth a question.
    private static final double MIN_CONFIDENCE = 0.25;

    private final ConversationReadings.Sources sources;
    private final ConversationTurn turn;

    ActButtons(ConversationReadings.Sources sources, ConversationTurn turn) {
        this.sources = sources;
        this.turn = turn;
    }

    /// One button for each of at least two acts; none when an act is unlikely, or has no button of its own.
    List<ReplyButton> findButtons(List<MessageAct> acts) {
        List<ReplyButton> buttons = acts.stream()
                .filter(act -> act.confidence() >= MIN_CONFIDENCE)
                .map(this::findButton)
                .flatMap(Optional::stream)
                .toList();
        long labels = buttons.stream().map(ReplyButton::label).distinct().count();
        return labels < 2 || labels < acts.size() ? List.of() : buttons;
    }

    private Optional<ReplyButton> findButton(MessageAct act) {
        return switch (act.kind()) {
            case START ->
                Optional.ofNullable(sources.library().findCurrent(act.name()))
                        .filter(script -> !turn.sessionRunner().isRunning(script))
                        .map(turn.menuRenderer()::scriptButton);
            case COMMAND ->
                Optional.ofNullable(GlobalCommand.fromKey(act.name())).flatMap(this::findButton);
            case LANGUAGE -> Optional.of(turn.menuRenderer().languageButton(act.name()));
            case CORRECTION -> turn.sessionRunner().sessionButton(GlobalCommand.CHANGE);
            default -> Optional.empty();
        };
    }

    private Optional<ReplyButton> findButton(GlobalCommand command) {
        return sources.commands().findEffect(turn, command, "") != null
                ? Optional.of(turn.menuRenderer().commandButton(command))
                : turn.sessionRunner().sessionButton(command);
    }
}
