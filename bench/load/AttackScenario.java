package load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Attacks that a review found, bounded in count and time, on loopback alone. Each from addresses of its own,
/// `127.0.2.x`.
enum AttackScenario {
    /// C1
    DIGITS("two files of 40,000 digits at a time, whose senders hang up") {
        @Override
        void run(AttackTools weapon) throws Exception {
            String token = weapon.token();
            byte[] digits = "1".repeat(40_000).getBytes();
            weapon.repeat(2, 600, () -> weapon.half(weapon.upload(token, digits.length), digits, 600));
        }
    },
    /// C2
    GZIP("80 unfinished gzip bodies of 9 KB that hold 9 MB") {
        @Override
        void run(AttackTools weapon) throws Exception {
            byte[] bomb = AttackTools.gzip(9_000_000);
            weapon.hold(80, AttackTools.head("POST", "/desk/sign-in", "Content-Type: application/x-www-form-urlencoded",
                    "Content-Encoding: gzip", "Content-Length: " + (bomb.length + 1)), bomb);
        }
    },
    /// C2, uncompressed
    CHUNKS("64 unfinished bodies of 9 MB in chunks") {
        @Override
        void run(AttackTools weapon) throws Exception {
            weapon.hold(64, AttackTools.head("POST", "/desk/sign-in", "Content-Type: application/x-www-form-urlencoded",
                    "Transfer-Encoding: chunked"), AttackTools.chunks(9_000_000));
        }
    },
    /// C2, within the limit of a route
    BODIES("1,000 unfinished bodies of 60 KB") {
        @Override
        void run(AttackTools weapon) throws Exception {
            weapon.hold(1_000, AttackTools.head("POST", "/api/v1/conversation", "Content-Type: application/json",
                    "Content-Length: 64000"), new byte[60_000]);
        }
    },
    /// M3
    STALLED("12 uploads of one chat that stall") {
        @Override
        void run(AttackTools weapon) throws Exception {
            weapon.hold(12, weapon.upload(weapon.token(), 5_000_000), new byte[] {1, 2, 3});
        }
    },
    /// M4
    SHEETS("12 uploads at a time of 39 KB that unpack to 15 MB") {
        @Override
        void run(AttackTools weapon) throws Exception {
            byte[] sheet = AttackTools.sheet(15_000_000);
            String token = weapon.token();
            weapon.repeat(12, 20, () -> weapon.half(weapon.upload(token, sheet.length), sheet, 3_000));
        }
    },
    /// H1
    DRAWING("a PDF of 40 KB with 20,000,000 operators, drawn for a member of staff, two at a time") {
        @Override
        void run(AttackTools weapon) throws Exception {
            String token = weapon.token();
            String ticket = weapon.ticket(token);
            ConsoleMember member = weapon.member();
            member.claim(ticket);
            weapon.say(token, "\"file\":\"" + weapon.put(token, AttackTools.pdf(20_000_000)) + "\"");
            String page = member.picture(ticket);
            weapon.repeat(2, 100, () -> member.look(page));
        }
    },
    /// H1, as pictures of documents
    PICTURES("pictures of 100,000,000 pixels in 12 KB, four at a time from chats of their own") {
        @Override
        void run(AttackTools weapon) throws Exception {
            byte[] picture = AttackTools.picture(10_000);
            for (int i = 0; i < 4; i++) {
                String token = weapon.token();
                weapon.repeat(1, 100, () -> weapon.half(weapon.upload(token, picture.length), picture, 20_000));
            }
        }
    },
    /// H4 and C1
    TELEGRAM("files by Telegram: 40,000 digits, sheets that are broken and that unpack to 15 MB, ten a second, to staff") {
        @Override
        void run(AttackTools weapon) throws Exception {
            List<byte[]> files = List.of("1".repeat(40_000).getBytes(), AttackTools.brokenSheet(), AttackTools.sheet(15_000_000));
            ConsoleMember member = weapon.member();
            for (int person = 1; person <= 4; person++) {
                member.claim(weapon.bot().ticket(person));
            }
            weapon.repeat(1, 100, () -> {
                int count = weapon.next();
                weapon.bot().send(1 + count % 4, files.get(count % files.size()));
            });
        }
    },
    /// H4, by the page
    BROKEN_SHEET("broken XLSX files") {
        @Override
        void run(AttackTools weapon) throws Exception {
            byte[] sheet = AttackTools.brokenSheet();
            String token = weapon.token();
            weapon.repeat(4, 50, () -> weapon.half(weapon.upload(token, sheet.length), sheet, 3_000));
        }
    },
    /// M5 and M6
    WORDS("20 chats that write 4,000 characters as fast as they may, and ask for their data without reading it") {
        @Override
        void run(AttackTools weapon) throws Exception {
            for (int i = 1; i <= 20; i++) {
                String token = weapon.token();
                weapon.repeat(1, 500, () -> weapon.half(weapon.message(token), AttackTools.longMessage(), 2_000));
                weapon.repeat(1, 500, () -> weapon.half(
                        AttackTools.head("GET", "/api/v1/my-data", "Authorization: Bearer " + token), new byte[0], 2_000));
            }
        }
    },
    /// L6
    ODD_UPDATES("a Bot API that answers getUpdates at once with a truth instead of a list") {
        @Override
        void run(AttackTools weapon) {
            weapon.bot().answerOddly();
        }
    },
    /// L14
    HANGING_BOT("a Bot API that leaves every message unanswered, while 50 people write by Telegram") {
        @Override
        void run(AttackTools weapon) throws Exception {
            weapon.bot().hang();
            weapon.repeat(1, 20, () -> weapon.bot().write(1 + weapon.next() % 50, "hello"));
        }
    },
    /// L16
    GUESSES("20 chats that guess references as fast as they may") {
        @Override
        void run(AttackTools weapon) throws Exception {
            for (int i = 0; i < 20; i++) {
                String token = weapon.token();
                for (String text : List.of("hello", "English", "status")) {
                    weapon.say(token, "\"text\":\"" + text + "\"");
                }
                weapon.repeat(1, 200, () -> weapon.say(token, "\"text\":\"6PJP-8KJX-7F\""));
            }
        }
    },
    /// L1
    HEADS("HEAD on the stream of events, again and again") {
        @Override
        void run(AttackTools weapon) throws Exception {
            String token = weapon.token();
            weapon.repeat(8, 20, () -> weapon.half(
                    AttackTools.head("HEAD", "/api/v1/conversation/events", "Authorization: Bearer " + token),
                    new byte[0], 500));
        }
    },
    /// L3
    DRIPS("300 connections whose heads drip") {
        @Override
        void run(AttackTools weapon) throws Exception {
            weapon.drip(300);
        }
    },
    /// M9
    SMUGGLING("requests within quoted chunk extensions") {
        @Override
        void run(AttackTools weapon) throws Exception {
            weapon.repeat(4, 20, () -> weapon.half(
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
        void run(AttackTools weapon) throws Exception {
            weapon.repeat(16, 20, () -> {
                byte[] form = ("name=somebody" + weapon.next() + "&password=a-long-password-of-nobody").getBytes();
                weapon.half(AttackTools.head("POST", "/desk/sign-in", "Content-Type: application/x-www-form-urlencoded",
                        "X-Forwarded-For: 2001:db8::" + Integer.toHexString(weapon.next() % 65_536),
                        "Content-Length: " + form.length), form, 3_000);
            });
        }
    };

    private final String words;

    AttackScenario(String words) {
        this.words = words;
    }

    abstract void run(AttackTools weapon) throws Exception;

    String words() {
        return words;
    }

    /// Settings that a node needs for it.
    Map<String, String> environment() {
        return Map.of();
    }

    /// Until the time is over. It fails when the attack could not begin.
    CompletableFuture<Void> begin(AttackedNode node, Duration time) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (AttackTools weapon = new AttackTools(node, time)) {
                run(weapon);
                weapon.last();
                end.complete(null);
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }
}
