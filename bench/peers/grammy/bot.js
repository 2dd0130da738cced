// The form of the benchmark as grammY's own documentation would have it: a conversation, its state in MariaDB through a
// storage adapter, its result in a table, updates by webhook.
import { createServer } from "node:http";
import { Bot, InlineKeyboard, webhookCallback } from "grammy";
import { conversations, createConversation } from "@grammyjs/conversations";
import mysql from "mysql2/promise";

const env = process.env;
const url = new URL(env.DATABASE_URL);
const pool = mysql.createPool({
  host: url.hostname,
  port: Number(url.port),
  database: url.pathname.slice(1),
  user: env.DATABASE_USER,
  password: env.DATABASE_PASSWORD,
  connectionLimit: 16,
});
await pool.query("create table if not exists conversations (id varchar(64) primary key, state longtext not null)");
await pool.query(
  "create table if not exists visits (id bigint auto_increment primary key, chat bigint not null, answers text not null)",
);

const adapter = {
  async read(id) {
    const [rows] = await pool.execute("select state from conversations where id = ?", [id]);
    return rows.length ? JSON.parse(rows[0].state) : undefined;
  },
  async write(id, state) {
    await pool.execute(
      "insert into conversations (id, state) values (?, ?) on duplicate key update state = values(state)",
      [id, JSON.stringify(state)],
    );
  },
  async delete(id) {
    await pool.execute("delete from conversations where id = ?", [id]);
  },
};

async function text(conversation, ctx, question, least, most) {
  await ctx.reply(question);
  while (true) {
    const answer = (await conversation.form.text({ otherwise: (ctx) => ctx.reply("Please write it.") })).trim();
    if (answer.length >= least && answer.length <= most) {
      return answer;
    }
    await ctx.reply(`Between ${least} and ${most} characters, please.`);
  }
}

async function number(conversation, ctx, question, most) {
  await ctx.reply(question);
  return await conversation.form.int((n) => n >= 0 && n <= most, { otherwise: (ctx) => ctx.reply("A number, please.") });
}

async function choice(conversation, ctx, question, options) {
  const keyboard = new InlineKeyboard();
  options.forEach((option) => keyboard.text(option, option).row());
  await ctx.reply(question, { reply_markup: keyboard });
  const tapped = await conversation.waitForCallbackQuery(options, {
    otherwise: (ctx) => ctx.reply("Please tap one of the buttons."),
  });
  await tapped.answerCallbackQuery();
  return tapped.callbackQuery.data;
}

async function visit(conversation, ctx) {
  const answers = [
    await text(conversation, ctx, "What is your name?", 2, 80),
    await choice(conversation, ctx, "In which city do you live?", ["Karachi", "Lahore", "Islamabad", "Quetta"]),
    await number(conversation, ctx, "For how many years have you worked?", 99),
    await choice(conversation, ctx, "How do you work?", ["Freelancer", "Employee", "Company"]),
    await text(conversation, ctx, "Who is your client?", 2, 80),
    await choice(conversation, ctx, "In which country is the client?", ["Germany", "Japan", "Kenya"]),
    await text(conversation, ctx, "What is the project called?", 2, 80),
    await choice(conversation, ctx, "Do you work at night?", ["Yes", "No"]),
    await choice(conversation, ctx, "Which line do you use?", ["Static address", "Mobile data", "Changing address"]),
    await text(conversation, ctx, "Is there anything else to say?", 5, 500),
  ];
  const id = await conversation.external(async () => {
    const [result] = await pool.execute("insert into visits (chat, answers) values (?, ?)", [
      ctx.chat.id,
      JSON.stringify(answers),
    ]);
    return result.insertId;
  });
  await ctx.reply(`Thank you. Your number is ${id}.\n${answers.join("; ")}`);
}

const bot = new Bot(env.TELEGRAM_BOT_TOKEN, {
  client: {
    apiRoot: env.TELEGRAM_API_URL,
    // What a conversation says does not pass here, and so goes by call all the same (plugin 2.1.1).
    canUseWebhookReply: (method) => method === "sendMessage",
  },
});
bot.use(conversations({ storage: { type: "key", version: 1, adapter } }));
bot.use(createConversation(visit));
bot.hears("visit", (ctx) => ctx.conversation.enter("visit"));
bot.catch((error) => console.error(error.message));

const handle = webhookCallback(bot, "http", { secretToken: env.TELEGRAM_WEBHOOK_SECRET });
createServer(handle).listen(Number(env.PORT), "127.0.0.1", async () => {
  await bot.api.setWebhook(env.TELEGRAM_WEBHOOK_URL, {
    secret_token: env.TELEGRAM_WEBHOOK_SECRET,
    allowed_updates: ["message", "callback_query"],
    max_connections: 100,
  });
});
