package pk.rahnuma.cli.scripts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pk.rahnuma.dialog.Button;
import pk.rahnuma.dialog.Call;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.transcript.Given;
import pk.rahnuma.dialog.transcript.Pause;
import pk.rahnuma.dialog.transcript.Simulator;

/// A chat in the terminal: nothing is stored, calls are answered as tests/given.yaml says, and time can be moved.
@Command(
        name = "play",
        description = "Chat with the scripts in the terminal",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Type what you would write. [2] taps the second button, /wait 3 days moves the clock, an empty line ends."
        })
final class ScriptsPlay implements Callable<Integer> {

    @Mixin
    private Scripts.Chosen chosen;

    @Option(names = "--mode", defaultValue = "assistance", description = "assistance or authority")
    private String mode;

    private final List<Button> buttons = new ArrayList<>();

    @Override
    public Integer call() {
        Scripts.Loaded loaded = chosen.load();
        Talk talk = new Talk(loaded.library(), loaded.scripts().questions());
        Simulator simulator = new Simulator(talk, loaded.actions(), Conversation.fresh(), Instant.now(), mode, "web");
        Given.of(loaded.sources()).forEach(simulator::given);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        show(simulator, simulator.turn(new Input.Text("/start")));
        try {
            for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
                answer(simulator, line.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private void answer(Simulator simulator, String line) {
        if (line.startsWith("/wait ")) {
            Duration pause = Pause.parse(line.substring("/wait ".length()));
            if (pause == null) {
                System.out.println("  (write /wait 3 days, /wait 2 hours or /wait 10 minutes)");
                return;
            }
            show(simulator, simulator.wait(pause));
        } else if (line.matches("\\[\\d+]")) {
            int place = Integer.parseInt(line.substring(1, line.length() - 1));
            if (place < 1 || place > buttons.size()) {
                System.out.println("  (there is no button [" + place + "])");
                return;
            }
            show(simulator, simulator.turn(new Input.Tap(buttons.get(place - 1).data(), null)));
        } else {
            show(simulator, simulator.turn(new Input.Text(line)));
        }
    }

    private void show(Simulator simulator, List<Reply> replies) {
        for (Call call : simulator.calls()) {
            System.out.println("  (call " + call.action() + " " + call.arguments() + ")");
        }
        if (simulator.notice() != null) {
            System.out.println("  (" + simulator.notice() + ")");
        }
        for (Reply reply : replies) {
            System.out.println();
            System.out.println(reply.text());
            buttons.clear();
            for (List<Button> row : reply.buttons()) {
                StringBuilder line = new StringBuilder("  ");
                for (Button button : row) {
                    buttons.add(button);
                    line.append('[')
                            .append(buttons.size())
                            .append("] ")
                            .append(button.label())
                            .append("   ");
                }
                System.out.println(line.toString().stripTrailing());
            }
        }
        System.out.print("> ");
        System.out.flush();
    }
}
