using MegaRegion.V1;

namespace MegaRegion.Gateway.Errors;

/// <summary>Every failure of the services that is not about the body of a report, each with its words.</summary>
internal static class ServiceErrors
{
    private static readonly TimeSpan OverloadPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(2);

    public static ServiceError Unexpected() => new(
        ErrorCode.Unspecified,
        "The server failed unexpectedly. Try again; if it goes on, the server's log says why.",
        "サーバーで予期しない障害が発生しました。再試行してください。続く場合はサーバーのログを確認してください。")
    {
        RetryAfter = StorePause,
    };

    public static ServiceError InvalidField(string field, string english, string japanese) =>
        new(ErrorCode.InvalidField, english, japanese) { Field = field };

    public static ServiceError UnknownPlace(string field, string id) => new(
        ErrorCode.UnknownPlace,
        $"The place '{Shown(id)}' is not in the catalogue. Register it first or correct the id.",
        $"場所「{Shown(id)}」はカタログにありません。先に登録するか、ID を訂正してください。")
    {
        Field = field,
    };

    public static ServiceError StreamProtocol(string english, string japanese) =>
        new(ErrorCode.StreamProtocol, english, japanese);

    public static ServiceError UnknownHub(string hub) => new(
        ErrorCode.UnknownHub,
        $"'{Shown(hub)}' is not a hub of the catalogue. Register the hub before it reports.",
        $"「{Shown(hub)}」はカタログの拠点ではありません。報告の前に拠点を登録してください。")
    {
        Field = "hub",
    };

    public static ServiceError PlaceNotFound(string id) => new(
        ErrorCode.PlaceNotFound,
        $"The place '{Shown(id)}' is not in the catalogue.",
        $"場所「{Shown(id)}」はカタログにありません。")
    {
        Field = "id",
    };

    public static ServiceError RunNotFound(string id) => new(
        ErrorCode.RunNotFound,
        $"There is no run '{Shown(id)}'.",
        $"計算「{Shown(id)}」はありません。")
    {
        Field = "run",
    };

    public static ServiceError RunNotDone() => new(
        ErrorCode.RunNotDone,
        "The run has no result. Watch it until it is done.",
        "この計算にはまだ結果がありません。完了まで監視してください。")
    {
        Field = "run",
    };

    public static ServiceError InvalidAlertRule(IReadOnlyList<FieldProblem> problems) => new(
        ErrorCode.InvalidAlertRule,
        string.Join(' ', problems.Select(problem => $"{problem.Field}: {problem.Message}")),
        string.Concat(problems.Select(problem => $"{problem.Field}: {problem.MessageJa}")))
    {
        Field = problems[0].Field,
        Problems = problems,
    };

    public static ServiceError AlertRuleNotFound(string id) => new(
        ErrorCode.AlertRuleNotFound,
        $"There is no alert rule '{Shown(id)}'.",
        $"警報ルール「{Shown(id)}」はありません。")
    {
        Field = "id",
    };

    public static ServiceError AlertRuleLimit() => new(
        ErrorCode.AlertRuleLimit,
        "As many alert rules are kept as may be. Delete one first.",
        "保存できる警報ルールの数に達しています。先に不要なものを削除してください。");

    public static ServiceError SequenceGap(long sequence, long expected) => new(
        ErrorCode.SequenceGap,
        $"Sequence {sequence} is ahead of the expected {expected}: reports are missing. Go on from {expected}.",
        $"連番 {sequence} は次に期待される {expected} より先です。間の報告がありません。{expected} から再開してください。")
    {
        Sequence = sequence,
        ExpectedSequence = expected,
        Field = "sequence",
    };

    public static ServiceError SequenceReused(long sequence, long expected) => new(
        ErrorCode.SequenceReused,
        $"Sequence {sequence} was accepted before with another body. Nothing was changed. The next one is {expected}.",
        $"連番 {sequence} は別の内容で受理済みです。何も変更していません。次の連番は {expected} です。")
    {
        Sequence = sequence,
        ExpectedSequence = expected,
        Field = "sequence",
    };

    public static ServiceError WriterFenced(long sequence, long expected) => new(
        ErrorCode.WriterFenced,
        "Another writer owns this hub now; this one kept nothing. Open the stream again.",
        "この拠点は別の書き込み元に移りました。ここでは何も記録していません。ストリームを開き直してください。")
    {
        Sequence = sequence,
        ExpectedSequence = expected,
    };

    public static ServiceError QuantityLimit(long sequence, long expected) => new(
        ErrorCode.InvalidQuantity,
        "With this report a total of the hub would no longer fit 64 bits. Check the unit of its quantities.",
        "この報告を加えると拠点の累計が 64 ビットに収まりません。数量の単位を確認してください。")
    {
        Sequence = sequence,
        ExpectedSequence = expected,
        Field = "quantity",
    };

    public static ServiceError PlaceExists(string field, string english) => new(
        ErrorCode.PlaceExists, english, "この ID の場所はすでに存在します。読み直してから更新してください。")
    {
        Field = field,
    };

    public static ServiceError PlaceVersionConflict(string field, string english) => new(
        ErrorCode.PlaceVersionConflict, english, "読み取った後に別の更新がありました。読み直してからやり直してください。")
    {
        Field = field,
    };

    public static ServiceError InvalidParent(string field, string english) => new(
        ErrorCode.InvalidParent,
        english,
        "親が存在しないか、子より上の階層ではないか、報告済みの拠点のため変更できません。")
    {
        Field = field,
    };

    public static ServiceError InvalidResumeToken() => new(
        ErrorCode.InvalidResumeToken,
        "The resume token is not one of this service. Start the watch anew without it.",
        "再開トークンがこのサービスのものではありません。トークンなしで最初から監視してください。")
    {
        Field = "resume_token",
    };

    public static ServiceError InvalidPageToken() => new(
        ErrorCode.InvalidPageToken,
        "The page token was not given by this query. Repeat the query without it.",
        "ページトークンがこの問い合わせのものではありません。トークンなしでやり直してください。")
    {
        Field = "page_token",
    };

    public static ServiceError Overloaded(string english, string japanese) =>
        new(ErrorCode.Overloaded, english, japanese) { RetryAfter = OverloadPause };

    public static ServiceError StoreFull(long sequence = 0, long expected = 0) => new(
        ErrorCode.StoreFull,
        "The store has no space left; nothing was kept. Free space on the server, then send again.",
        "保存領域に空きがありません。何も記録していません。空きを作ってから再送してください。")
    {
        Sequence = sequence,
        ExpectedSequence = expected,
        RetryAfter = StorePause,
    };

    public static ServiceError StoreUnavailable(long sequence = 0, long expected = 0) => new(
        ErrorCode.StoreUnavailable,
        "The store did not answer or failed. Whether the report was kept is unknown: send it again under the same sequence.",
        "保存先が応答しないか障害中です。記録されたかは不明です。同じ連番で再送してください。")
    {
        Sequence = sequence,
        ExpectedSequence = expected,
        RetryAfter = StorePause,
    };

    public static ServiceError ShuttingDown() => new(
        ErrorCode.ShuttingDown,
        "The server is shutting down. Open the stream again and go on from the sequence that the ledger expects.",
        "サーバーは停止処理中です。ストリームを開き直し、台帳が期待する連番から続けてください。")
    {
        RetryAfter = OverloadPause,
    };

    public static ServiceError DataCorrupt() => new(
        ErrorCode.DataCorrupt,
        "Stored data failed its checksum and is not served. Restore the store from a backup; the server's log names the place.",
        "保存データがチェックサムと一致しないため提供しません。バックアップから復元してください。箇所はサーバーのログにあります。");

    public static ServiceError PositionRemoved(long first) => new(
        ErrorCode.PositionRemoved,
        $"The journal begins at position {first}: earlier reports were removed. Ask for what is after position {first - 1}.",
        $"台帳は位置 {first} から始まります。それより前の報告は除かれました。位置 {first - 1} の次から指定してください。")
    {
        Field = "after_position",
    };

    public static ServiceError CompactionOff() => new(
        ErrorCode.CompactionOff,
        "This server removes nothing from the journal. Start it with --keep-journal AGE to allow it.",
        "このサーバーは台帳から何も除きません。許可するには --keep-journal 期間 を付けて起動してください。");

    public static ServiceError Unauthenticated() => new(
        ErrorCode.Unauthenticated,
        "The caller did not say who it is.",
        "呼び出し元が認証されていません。");

    public static ServiceError PermissionDenied() => new(
        ErrorCode.PermissionDenied,
        "The caller may not do this.",
        "この操作は許可されていません。");

    /// <summary>Text of a caller as it may appear in a message: short, and one line.</summary>
    public static string Shown(string text)
    {
        const int MaxShown = 80;
        var cut = text.Length > MaxShown ? string.Concat(text.AsSpan(0, MaxShown), "…") : text;
        return string.Create(cut.Length, cut, static (target, source) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                target[index] = char.IsControl(source[index]) ? '�' : source[index];
            }
        });
    }
}
