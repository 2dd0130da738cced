package pk.rahnuma.dialog.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.journey.ReminderTime;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Renders the choice of the time of a reminder, and what was chosen.
public final class ReminderRenderer {

    private final ScriptTexts texts;
    private final EngineContext context;
    private final String session;

    /// @param session id of the form
    public ReminderRenderer(ScriptTexts texts, EngineContext context, String session) {
        this.texts = texts;
        this.context = context;
        this.session = session;
    }

    /// Offers times for a reminder, below a text that asks for one.
    public Reply renderOffer(String text) {
        List<ReplyButton> buttons = new ArrayList<>();
        for (ReminderTime time : ReminderTime.listAvailable(context.now())) {
            buttons.add(createButton("remind_" + time.key(), CommandData.ofReminder(time.key(), session)));
        }
        List<List<ReplyButton>> rows = new ArrayList<>(PromptRenderer.arrangeRows(buttons));
        rows.add(exitButtons());
        return Reply.ofText(PromptRenderer.clipText(text)).withButtons(rows);
    }

    /// @param title of the form
    public Reply renderChosenTime(String title, Instant time) {
        Map<String, Object> arguments = Map.of("title", title, "time", Date.from(time));
        return Reply.ofText(texts.formatText(context.language(), "engine.reminder_set", arguments))
                .withButtons(List.of(exitButtons()));
    }

    private List<ReplyButton> exitButtons() {
        return List.of(
                createButton("continue", "!continue=" + session),
                createButton(GlobalCommand.MENU.key(), GlobalCommand.MENU.buttonData())
                        .asNavigation());
    }

    private ReplyButton createButton(String key, String data) {
        return new ReplyButton(texts.formatText(context.language(), "engine.button." + key), data);
    }
}
