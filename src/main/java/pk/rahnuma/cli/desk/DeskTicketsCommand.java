package pk.rahnuma.cli.desk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.messaging.MessageStatusRepository;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CommandLineTicketService;

@Command(name = "tickets", description = "List tickets, those without an answer first. Shows nothing personal.")
final class DeskTicketsCommand extends DeskOutputCommand {

    DeskTicketsCommand() {
        super(LimitOption.UNLIMITED);
    }

    @Override
    String formatRows(CommandRunner.BeanLookup beans, int rows) {
        List<Ticket> found = beans.getBean(CommandLineTicketService.class).listTickets(rows);
        Map<Long, MessageStatusRepository.MessageStatus> said = beans.getBean(MessageStatusRepository.class)
                .findLast(found.stream().map(Ticket::conversation).collect(Collectors.toSet()));
        return LimitOption.formatLines(found, ticket -> line(ticket, said.get(ticket.conversation())));
    }

    private static String line(Ticket ticket, MessageStatusRepository.MessageStatus last) {
        return "%s  %-12s  opened %s  %s  %s%s"
                .formatted(
                        ticket.number().toGroupedText(),
                        ticket.state(),
                        TerminalFormat.formatTime(ticket.opened()),
                        ticket.topic(),
                        ticket.language(),
                        DeliveryStatusText.hasFailed(last) ? "  " + DeliveryStatusText.describeLastMessage(last) : "");
    }
}
