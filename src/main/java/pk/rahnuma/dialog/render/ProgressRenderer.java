package pk.rahnuma.dialog.render;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.script.ScriptStep;

/// Renders how far a session is.
final class ProgressRenderer {

    /// Fewer questions need no count.
    private static final int MIN_QUESTIONS = 4;

    private final SessionTextRenderer renderer;
    private final Journey journey;

    ProgressRenderer(SessionTextRenderer renderer, Journey journey) {
        this.renderer = renderer;
        this.journey = journey;
    }

    /// Position, and whom the person acts for: "Question 4 of 12 · For Alif".
    String formatProgress() {
        String position = formatPosition();
        String acting = SessionTitle.formatActingFor(renderer);
        return position.isEmpty() ? acting : acting.isEmpty() ? position : position + SessionTitle.SEPARATOR + acting;
    }

    /// "Part 2 of 5: Papers" in a script whose review has sections: their number does not depend on answers. "Question
    /// 4 of 12" in others. Empty where there is no position: few questions, or one that was left for later.
    String formatPosition() {
        if (journey.currentStep().step() instanceof ScriptStep.Question asked && asked.later()) {
            return "";
        }
        List<ScriptStep.Review.Section> parts = journey.script().parts();
        if (parts.isEmpty()) {
            return journey.questionCount() < MIN_QUESTIONS
                    ? ""
                    : renderer.formatText(
                            "engine.progress",
                            Map.of(
                                    "position", (long) journey.questionPosition(),
                                    "total", (long) journey.questionCount()));
        }
        String name = journey.currentStep().key().split("/")[0];
        for (ScriptStep.Review.Section part : parts) {
            if (part.answers().contains(name)) {
                return renderer.formatText(
                        "engine.part",
                        Map.of(
                                "position",
                                parts.indexOf(part) + 1L,
                                "total",
                                (long) parts.size(),
                                "part",
                                renderer.formatText(part.label())));
            }
        }
        return "";
    }
}
