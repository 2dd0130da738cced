package pk.rahnuma.cli.desk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.Limit;
import pk.rahnuma.cli.terminal.Words;
import pk.rahnuma.post.LastSaid;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.work.Tickets;

@Command(name = "tickets", description = "List tickets, those without an answer first. Shows nothing personal.")
final class DeskTickets implements Callable<Integer> {

    @ParentCommand
    private Desk desk;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Limit limit;

    @Override
    public Integer call() {
        int most = limit.upTo(Limit.ANY);
        spec.commandLine().getOut().println(desk.in(beans -> {
            List<Ticket> found = beans.get(Tickets.class).list(most);
            Map<Long, LastSaid.Last> said = beans.get(LastSaid.class)
                    .of(found.stream().map(Ticket::conversation).collect(Collectors.toSet()));
            return Limit.lines(found, ticket -> line(ticket, said.get(ticket.conversation())));
        }));
        return 0;
    }

    private static String line(Ticket ticket, LastSaid.Last last) {
        return "%s  %-12s  opened %s  %s  %s%s"
                .formatted(
                        ticket.number().grouped(),
                        ticket.state(),
                        Words.time(ticket.opened()),
                        ticket.topic(),
                        ticket.language(),
                        Delivered.failed(last) ? "  " + Delivered.words(last) : "");
    }
}
