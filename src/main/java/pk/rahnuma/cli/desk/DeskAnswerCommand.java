package pk.rahnuma.cli.desk;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.startup.settings.UserErrorException;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CommandLineTicketService;

@Command(name = "answer", description = "Answer a ticket. The text is sent to the person's chat.")
final class DeskAnswerCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TICKET", description = "The ticket's number")
    private String typed;

    @Parameters(index = "1", paramLabel = "TEXT", description = "In the person's language")
    private String text;

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "Your name, for the audit log")
    private String staffName;

    @Override
    public Integer call() {
        Reference number = DeskCommand.parseReference(typed);
        if (!number.isTicket()) {
            throw new UserErrorException(
                    number.toGroupedText() + " is an application: expected a ticket's number, which begins with T");
        }
        spec.commandLine().getOut().println(desk.runWithBeans(beans -> {
            Ticket ticket = beans.getBean(CommandLineTicketService.class)
                    .answerTicket(
                            number, text, staffName, beans.getBean(Clock.class).instant());
            return ticket.number().toGroupedText() + " is " + ticket.state() + ". "
                    + DeliveryStatusText.describeNotification(
                            "person", beans.getBean(ChatRepository.class).isUnreachable(ticket.conversation()));
        }));
        return 0;
    }
}
