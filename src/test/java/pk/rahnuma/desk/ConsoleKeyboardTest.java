package pk.rahnuma.desk;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.House;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.Role;
import pk.rahnuma.staff.Step;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.web.Browser;
import pk.rahnuma.web.KeyboardWalk;

/// Walks the way that `docs/keyboard.md` describes for the console.
@Tag("long")
class ConsoleKeyboardTest {

    @Test
    void the_focus_goes_the_way_that_is_written_down() throws IOException {
        try (House house = House.onH2().start()) {
            Office office = new Office(house);
            Reference ticket = office.asked(office.person("en"), "complaint", "It is slow.", "en");
            Step.In sana = office.signedIn("Sana", Role.SUPERVISOR);
            house.get(Claims.class)
                    .claim(
                            ticket,
                            new Member(sana.who().member().id(), "Sana"),
                            house.get(Clock.class).instant());
            try (Browser browser = Browser.open(office.address(), Browser.Screen.DESK, "en")) {
                new Console(browser, Browser.Screen.DESK, "en").session(sana.token());
                browser.go("/desk/tickets?show=mine");
                browser.find("table.list .reference");
                KeyboardWalk.follow(browser, "The console by keyboard", ticket.grouped());
            }
        }
    }
}
