"""The form of the benchmark as python-telegram-bot's own documentation would have it: a ConversationHandler with a
persistence in MariaDB, its result in a table, updates by webhook. Needs Debian's python3-python-telegram-bot,
python3-tornado and python3-aiomysql."""

import json
import os
from urllib.parse import urlparse

import aiomysql
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    BasePersistence,
    CallbackQueryHandler,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    filters,
)

URL = urlparse(os.environ["DATABASE_URL"])
NAME = "visit"

# Question, and either (least, most) characters, a greatest number, or the options.
QUESTIONS = [
    ("What is your name?", (2, 80)),
    ("In which city do you live?", ["Karachi", "Lahore", "Islamabad", "Quetta"]),
    ("For how many years have you worked?", 99),
    ("How do you work?", ["Freelancer", "Employee", "Company"]),
    ("Who is your client?", (2, 80)),
    ("In which country is the client?", ["Germany", "Japan", "Kenya"]),
    ("What is the project called?", (2, 80)),
    ("Do you work at night?", ["Yes", "No"]),
    ("Which line do you use?", ["Static address", "Mobile data", "Changing address"]),
    ("Is there anything else to say?", (5, 500)),
]


class MariaDbPersistence(BasePersistence):
    """Conversation states and user data, a row each. Written when the application says so: see update_interval."""

    def __init__(self, interval):
        super().__init__(
            PersistenceInput(bot_data=False, chat_data=False, user_data=True, callback_data=False), interval
        )
        self.pool = None

    async def open(self):
        self.pool = await aiomysql.create_pool(
            host=URL.hostname,
            port=URL.port,
            db=URL.path[1:],
            user=os.environ["DATABASE_USER"],
            password=os.environ["DATABASE_PASSWORD"],
            autocommit=True,
            minsize=1,
            maxsize=16,
        )
        await self.execute(
            "create table if not exists conversations"
            " (name varchar(64), id varchar(64), state int not null, primary key (name, id))"
        )
        await self.execute("create table if not exists users (id bigint primary key, data text not null)")
        await self.execute(
            "create table if not exists visits"
            " (id bigint auto_increment primary key, chat bigint not null, answers text not null)"
        )

    async def execute(self, sql, arguments=()):
        async with self.pool.acquire() as connection, connection.cursor() as cursor:
            await cursor.execute(sql, arguments)
            return cursor.lastrowid

    async def rows(self, sql, arguments=()):
        async with self.pool.acquire() as connection, connection.cursor() as cursor:
            await cursor.execute(sql, arguments)
            return await cursor.fetchall()

    async def get_conversations(self, name):
        if self.pool is None:
            await self.open()
        found = await self.rows("select id, state from conversations where name = %s", (name,))
        return {tuple(json.loads(key)): state for key, state in found}

    async def update_conversation(self, name, key, new_state):
        if new_state is None:
            await self.execute("delete from conversations where name = %s and id = %s", (name, json.dumps(key)))
        else:
            await self.execute("replace into conversations values (%s, %s, %s)", (name, json.dumps(key), new_state))

    async def get_user_data(self):
        if self.pool is None:
            await self.open()
        return {user: json.loads(data) for user, data in await self.rows("select id, data from users")}

    async def update_user_data(self, user_id, data):
        await self.execute("replace into users values (%s, %s)", (user_id, json.dumps(data)))

    async def drop_user_data(self, user_id):
        await self.execute("delete from users where id = %s", (user_id,))

    async def flush(self):
        pass

    async def get_chat_data(self):
        return {}

    async def get_bot_data(self):
        return {}

    async def get_callback_data(self):
        return None

    async def update_chat_data(self, chat_id, data):
        pass

    async def update_bot_data(self, data):
        pass

    async def update_callback_data(self, data):
        pass

    async def drop_chat_data(self, chat_id):
        pass

    async def refresh_user_data(self, user_id, user_data):
        pass

    async def refresh_chat_data(self, chat_id, chat_data):
        pass

    async def refresh_bot_data(self, bot_data):
        pass


PERSISTENCE = MariaDbPersistence(float(os.environ.get("PTB_UPDATE_INTERVAL", "60")))


async def ask(update, index):
    question, kind = QUESTIONS[index]
    keyboard = None
    if isinstance(kind, list):
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(option, callback_data=option)] for option in kind])
    await update.effective_chat.send_message(question, reply_markup=keyboard)


async def start(update, context):
    context.user_data["answers"] = []
    await ask(update, 0)
    return 0


def accepted(kind, text):
    if isinstance(kind, int):
        return text.isdigit() and int(text) <= kind
    return kind[0] <= len(text) <= kind[1]


def typed(index):
    async def take(update, context):
        text = update.message.text.strip()
        if not accepted(QUESTIONS[index][1], text):
            await update.message.reply_text("That does not fit, please write it again.")
            return index
        return await onward(update, context, index, text)

    return take


def tapped(index):
    async def take(update, context):
        await update.callback_query.answer()
        return await onward(update, context, index, update.callback_query.data)

    return take


async def onward(update, context, index, answer):
    answers = context.user_data["answers"]
    answers.append(answer)
    if index + 1 < len(QUESTIONS):
        await ask(update, index + 1)
        return index + 1
    number = await PERSISTENCE.execute(
        "insert into visits (chat, answers) values (%s, %s)", (update.effective_chat.id, json.dumps(answers))
    )
    await update.effective_chat.send_message(f"Thank you. Your number is {number}.\n" + "; ".join(answers))
    context.user_data["answers"] = []
    return ConversationHandler.END


def states():
    made = {}
    for index, (_, kind) in enumerate(QUESTIONS):
        if isinstance(kind, list):
            pattern = "^(" + "|".join(kind) + ")$"
            made[index] = [CallbackQueryHandler(tapped(index), pattern=pattern)]
        else:
            made[index] = [MessageHandler(filters.TEXT & ~filters.COMMAND, typed(index))]
    return made


def main():
    api = os.environ["TELEGRAM_API_URL"]
    application = (
        Application.builder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(api + "/bot")
        .base_file_url(api + "/file/bot")
        .persistence(PERSISTENCE)
        .build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=[MessageHandler(filters.Regex("^visit$"), start)],
            states=states(),
            fallbacks=[],
            name=NAME,
            persistent=True,
        )
    )
    application.run_webhook(
        listen="127.0.0.1",
        port=int(os.environ["PORT"]),
        url_path="bot",
        secret_token=os.environ["TELEGRAM_WEBHOOK_SECRET"],
        webhook_url=os.environ["TELEGRAM_WEBHOOK_URL"] + "/bot",
        max_connections=100,
        allowed_updates=[Update.MESSAGE, Update.CALLBACK_QUERY],
    )


if __name__ == "__main__":
    main()
