using System.Buffers;
using MegaRegion.Gateway.Errors;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

/// <summary>The rules of a Report stream that are not about flows.</summary>
internal static class ReportProtocol
{
    /// <summary>The longest name of a producer.</summary>
    public const int MaxProducerLength = 80;

    private static readonly SearchValues<char> ProducerCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>What is wrong with a producer's name, or null.</summary>
    public static ServiceError? CheckProducer(string producer) =>
        producer.Length is > 0 and <= MaxProducerLength && !producer.AsSpan().ContainsAnyExcept(ProducerCharacters)
            ? null
            : ServiceErrors.InvalidField(
                "producer",
                $"A producer's name is 1 to {MaxProducerLength} of A-Z a-z 0-9 . _ -",
                $"プロデューサー名は A-Z a-z 0-9 . _ - の 1〜{MaxProducerLength} 文字です。");

    /// <summary>The first message was something else, or nothing.</summary>
    public static ServiceError ExpectedOpen() => ServiceErrors.StreamProtocol(
        "The first message of a Report stream is 'open'.",
        "Report ストリームの最初のメッセージは open です。");

    /// <summary>A later message was not a report.</summary>
    public static ServiceError ExpectedReport(ReportRequest.MessageOneofCase actual) =>
        actual == ReportRequest.MessageOneofCase.Open
            ? ServiceErrors.StreamProtocol(
                "'open' came twice: a stream is about one hub and producer.",
                "open が二度送られました。ストリームは 1 つの拠点とプロデューサーのものです。")
            : ServiceErrors.StreamProtocol(
                "After 'open' every message is a 'report'.",
                "open の後のメッセージはすべて report です。");
}
