package load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/// Attacks from security reviews, limited in number and time, on loopback only. Each uses addresses of its own,
/// `127.0.2.x`.
enum AttackScenario {
    /// C1
    DIGITS("two files of 40,000 digits at a time, whose senders hang up") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            String token = weapon.createToken();
            byte[] digits = "1".repeat(40_000).getBytes();
            weapon.repeatConcurrently(2, 600, () -> weapon.sendHalfRequest(weapon.upload(token, digits.length), digits, 600));
        }
    },
    /// C2
    GZIP("80 unfinished gzip bodies of 9 KB that hold 9 MB") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            byte[] bomb = AttackTools.gzip(9_000_000);
            weapon.holdUnfinished(80, AttackTools.head("POST", "/desk/sign-in", "Content-Type: application/x-www-form-urlencoded",
                    "Content-Encoding: gzip", "Content-Length: " + (bomb.length + 1)), bomb);
        }
    },
    /// C2, uncompressed
    CHUNKS("64 unfinished bodies of 9 MB in chunks") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.holdUnfinished(64, AttackTools.head("POST", "/desk/sign-in", "Content-Type: application/x-www-form-urlencoded",
                    "Transfer-Encoding: chunked"), AttackTools.chunks(9_000_000));
        }
    },
    /// C2, within the limit of a route
    BODIES("1,000 unfinished bodies of 60 KB") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.holdUnfinished(1_000, AttackTools.head("POST", "/api/v1/conversation", "Content-Type: application/json",
                    "Content-Length: 64000"), new byte[60_000]);
        }
    },
    /// M3
    STALLED("12 uploads of one chat that stall") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.holdUnfinished(12, weapon.upload(weapon.createToken(), 5_000_000), new byte[] {1, 2, 3});
        }
    },
    /// M4
    SHEETS("12 uploads at a time of 39 KB that unpack to 15 MB") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            byte[] sheet = AttackTools.sheet(15_000_000);
            String token = weapon.createToken();
            weapon.repeatConcurrently(12, 20, () -> weapon.sendHalfRequest(weapon.upload(token, sheet.length), sheet, 3_000));
        }
    },
    /// H1
    DRAWING("a PDF of 40 KB with 20,000,000 operators, drawn for a member of staff, two at a time") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            String token = weapon.createToken();
            String ticket = weapon.openTicket(token);
            ConsoleMember member = weapon.signUpMember();
            member.claimTicket(ticket);
            weapon.sendMessage(token, "\"file\":\"" + weapon.uploadFile(token, AttackTools.pdf(20_000_000)) + "\"");
            String page = member.firstPagePath(ticket);
            weapon.repeatConcurrently(2, 100, () -> member.requestPage(page));
        }
    },
    /// H1, as pictures of documents
    PICTURES("pictures of 100,000,000 pixels in 12 KB, four at a time from chats of their own") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            byte[] picture = AttackTools.picture(10_000);
            for (int i = 0; i < 4; i++) {
                String token = weapon.createToken();
                weapon.repeatConcurrently(1, 100, () -> weapon.sendHalfRequest(weapon.upload(token, picture.length), picture, 20_000));
            }
        }
    },
    /// H4 and C1
    TELEGRAM("files by Telegram: 40,000 digits, sheets that are broken and that unpack to 15 MB, ten a second, to staff") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            List<byte[]> files = List.of("1".repeat(40_000).getBytes(), AttackTools.brokenSheet(), AttackTools.sheet(15_000_000));
            ConsoleMember member = weapon.signUpMember();
            for (int person = 1; person <= 4; person++) {
                member.claimTicket(weapon.bot().openTicket(person));
            }
            weapon.repeatConcurrently(1, 100, () -> {
                int count = weapon.nextNumber();
                weapon.bot().sendPicture(1 + count % 4, files.get(count % files.size()));
            });
        }
    },
    /// H4, by the page
    BROKEN_SHEET("broken XLSX files") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            byte[] sheet = AttackTools.brokenSheet();
            String token = weapon.createToken();
            weapon.repeatConcurrently(4, 50, () -> weapon.sendHalfRequest(weapon.upload(token, sheet.length), sheet, 3_000));
        }
    },
    /// M5 and M6
    WORDS("20 chats that write 4,000 characters as fast as they may, and ask for their data without reading it") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            for (int i = 1; i <= 20; i++) {
                String token = weapon.createToken();
                weapon.repeatConcurrently(1, 500, () -> weapon.sendHalfRequest(weapon.message(token), AttackTools.longMessage(), 2_000));
                weapon.repeatConcurrently(1, 500, () -> weapon.sendHalfRequest(
                        AttackTools.head("GET", "/api/v1/me/export", "Authorization: Bearer " + token), new byte[0], 2_000));
            }
        }
    },
    /// L6
    ODD_UPDATES("a Bot API that answers getUpdates at once with a truth instead of a list") {
        @Override
        void runAttack(AttackTools weapon) {
            weapon.bot().answerOddly();
        }
    },
    /// L14
    HANGING_BOT("a Bot API that leaves every message unanswered, while 50 people write by Telegram") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.bot().hang();
            weapon.repeatConcurrently(1, 20, () -> weapon.bot().write(1 + weapon.nextNumber() % 50, "hello"));
        }
    },
    /// L16
    GUESSES("20 chats that guess references as fast as they may") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            for (int i = 0; i < 20; i++) {
                String token = weapon.createToken();
                for (String text : List.of("hello", "status")) {
                    weapon.sendMessage(token, "\"text\":\"" + text + "\"");
                }
                weapon.repeatConcurrently(1, 200, () -> weapon.sendMessage(token, "\"text\":\"6PJP-8KJX-7F\""));
            }
        }
    },
    /// L1
    HEADS("HEAD on the stream of events, again and again") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            String token = weapon.createToken();
            weapon.repeatConcurrently(8, 20, () -> weapon.sendHalfRequest(
                    AttackTools.head("HEAD", "/api/v1/conversation/events", "Authorization: Bearer " + token),
                    new byte[0], 500));
        }
    },
    /// L3
    DRIPS("300 connections whose heads drip") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.dripHeads(300);
        }
    },
    /// M9
    SMUGGLING("requests within quoted chunk extensions") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.repeatConcurrently(4, 20, () -> weapon.sendHalfRequest(
                    AttackTools.head("POST", "/api/v1/conversation", "Transfer-Encoding: chunked"),
                    ("1;a=\"\r\nX\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n\"\r\nY\r\n0\r\n\r\n").getBytes(),
                    500));
        }
    },
    /// M10
    SIGN_IN("sign-ins from addresses of one /64 of IPv6") {
        @Override
        Map<String, String> environment() {
            return Map.of("RAHNUMA_API_BEHIND_PROXY", "true");
        }

        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.repeatConcurrently(16, 20, () -> {
                byte[] form = ("name=somebody" + weapon.nextNumber() + "&password=a-long-password-of-nobody").getBytes();
                weapon.sendHalfRequest(AttackTools.head("POST", "/desk/sign-in", "Content-Type: application/x-www-form-urlencoded",
                        "X-Forwarded-For: 2001:db8::" + Integer.toHexString(weapon.nextNumber() % 65_536),
                        "Content-Length: " + form.length), form, 3_000);
            });
        }
    },
    /// The expression at the question for the name
    NAMES("10 chats at the question for their name that write 4,000 characters without a blank, once a second") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            writeAt(weapon, TO_NAME, 10, 1_000, AttackTools.worstTexts().subList(0, 2));
        }
    },
    /// The same, all at once
    NAMES_AT_ONCE("24 chats at the question for their name that write 4,000 characters without a blank as fast as they may") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            writeAt(weapon, TO_NAME, 24, 50, AttackTools.worstTexts().subList(0, 2));
        }
    },
    /// Every other state of a form
    FORMS("chats at each question of a form, at its summary and at a question to the desk, that write the worst texts") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            for (int answers = 0; answers <= WHOLE_FORM.size(); answers++) {
                writeAt(weapon, WHOLE_FORM.subList(0, answers), 1, 500, AttackTools.worstTexts());
            }
            writeAt(weapon, List.of("hello", "ask"), 1, 500, AttackTools.worstTexts());
            writeAt(weapon, List.of("hello", "human"), 1, 500, AttackTools.worstTexts());
        }
    },
    /// Memory of password hashes
    HASHES("sign-ins of staff from 10 addresses, four of each at a time") {
        @Override
        void runAttack(AttackTools weapon) throws Exception {
            for (int network = 1; network <= 10; network++) {
                String address = "127.0.3." + network;
                weapon.repeatConcurrently(4, 20, () -> {
                    byte[] form = ("name=somebody" + weapon.nextNumber() + "&password=a-long-password-of-nobody").getBytes();
                    weapon.sendHalfRequest(address, AttackTools.head("POST", "/desk/sign-in",
                            "Content-Type: application/x-www-form-urlencoded", "Content-Length: " + form.length), form, 10_000);
                });
            }
        }
    },
    /// The same, by a hundred networks at once
    HASHES_OF_MANY("sign-ins of staff from 100 networks at once") {
        @Override
        Map<String, String> environment() {
            return Map.of("RAHNUMA_API_BEHIND_PROXY", "true");
        }

        @Override
        void runAttack(AttackTools weapon) throws Exception {
            weapon.repeatConcurrently(100, 100, () -> {
                int count = weapon.nextNumber();
                byte[] form = ("name=somebody" + count + "&password=a-long-password-of-nobody").getBytes();
                weapon.sendHalfRequest(AttackTools.head("POST", "/desk/sign-in", "Content-Type: application/x-www-form-urlencoded",
                        "X-Forwarded-For: 10.1." + count % 100 + ".1", "Content-Length: " + form.length), form, 10_000);
            });
        }
    },
    /// Connections, by streams of events
    STREAMS("510 chats of one address behind a proxy, with eight streams of events each") {
        @Override
        Map<String, String> environment() {
            return Map.of("RAHNUMA_API_BEHIND_PROXY", "true");
        }

        @Override
        void runAttack(AttackTools weapon) {
            String from = "X-Forwarded-For: 10.2.0.1";
            // One after the other on 17 connections: the threads of the attacker are not what is measured.
            weapon.runConcurrently(17, () -> {
                for (int chat = 0; chat < 30; chat++) {
                    String token = weapon.createToken(from);
                    weapon.holdUnfinished(8, AttackTools.head("GET", "/api/v1/conversation/events", from,
                            "Authorization: Bearer " + token), new byte[0]);
                }
            });
        }
    },
    /// The queue of staff
    TICKETS("tickets of 100 chats of one address, as many as they may open") {
        @Override
        void runAttack(AttackTools weapon) {
            weapon.runConcurrently(100, () -> {
                String token = weapon.createToken();
                weapon.repeatConcurrently(1, 50, () -> {
                    byte[] body = ("{\"topic\":\"complaint\",\"text\":\"It is slow " + weapon.nextNumber() + "\"}").getBytes();
                    weapon.sendHalfRequest(AttackTools.head("POST", "/api/v1/tickets", "Authorization: Bearer " + token,
                            "Content-Type: application/json", "Content-Length: " + body.length), body, 3_000);
                });
            });
        }
    },
    /// Limits of all sign-ins together, by one address
    CODES("sign-ins with codes by e-mail, of one address") {
        @Override
        void runAttack(AttackTools weapon) {
            requestCodes(weapon, count -> "10.3.0.1");
        }

        @Override
        Map<String, String> environment() {
            return Map.of("RAHNUMA_API_BEHIND_PROXY", "true");
        }
    },
    /// The same, by one customer of an IPv6 provider
    CODES_OF_ONE_SITE("sign-ins with codes by e-mail, of 200 /64s of one /48") {
        @Override
        void runAttack(AttackTools weapon) {
            requestCodes(weapon, count -> "2001:db8:1:" + Integer.toHexString(count % 200) + "::1");
        }

        @Override
        Map<String, String> environment() {
            return Map.of("RAHNUMA_API_BEHIND_PROXY", "true");
        }
    },
    /// The same, by many networks
    CODES_OF_MANY("sign-ins with codes by e-mail, of 200 networks") {
        @Override
        void runAttack(AttackTools weapon) {
            requestCodes(weapon, count -> "10.4." + count % 200 + ".1");
        }

        @Override
        Map<String, String> environment() {
            return Map.of("RAHNUMA_API_BEHIND_PROXY", "true");
        }
    };

    private static final List<String> TO_NAME = List.of("register a vpn", "yes", "freelancer");
    private static final List<String> WHOLE_FORM = List.of(
            "register a vpn", "yes", "freelancer", "Ali Raza", "35202-1234567-1", "0300 1234567", "ali@example.com", "lahore");

    /// Chats that have written some texts write others, one after the other, again and again.
    private static void writeAt(AttackTools weapon, List<String> before, int chats, long pauseMillis, List<String> texts) {
        weapon.runConcurrently(chats, () -> {
            String token = weapon.createTokenBehind(before);
            weapon.repeatConcurrently(1, pauseMillis, () -> weapon.sendMessage(
                    token, "\"text\":\"" + texts.get(weapon.nextNumber() % texts.size()) + "\""));
        });
    }

    /// Some 300 requests per second.
    private static void requestCodes(AttackTools weapon, IntFunction<String> address) {
        weapon.repeatConcurrently(24, 60, () -> {
            int count = weapon.nextNumber();
            byte[] body = ("{\"by\":\"email\",\"address\":\"somebody" + count + "@example.com\"}").getBytes();
            weapon.sendHalfRequest(AttackTools.head("POST", "/api/v1/sign-in", "Content-Type: application/json",
                    "X-Forwarded-For: " + address.apply(count), "Content-Length: " + body.length), body, 3_000);
        });
    }

    private final String words;

    AttackScenario(String words) {
        this.words = words;
    }

    abstract void runAttack(AttackTools weapon) throws Exception;

    String describeAttack() {
        return words;
    }

    /// Settings that a node needs for the attack.
    Map<String, String> environment() {
        return Map.of();
    }

    /// Attacks until the time is over. It fails when the attack could not begin.
    CompletableFuture<Void> startAttack(AttackedNode node, Duration time) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (AttackTools weapon = new AttackTools(node, time)) {
                runAttack(weapon);
                weapon.waitUntilOver();
                end.complete(null);
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }
}
