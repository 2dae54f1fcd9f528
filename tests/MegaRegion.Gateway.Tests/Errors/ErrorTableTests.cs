using Grpc.Core;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Reports;
using MegaRegion.Grains.Storage;
using MegaRegion.V1;
using Orleans.Runtime;
using RpcStatus = Google.Rpc.Status;

namespace MegaRegion.Gateway.Tests.Errors;

public sealed class ErrorTableTests
{
    public static TheoryData<ErrorCode> Codes => new(Enum.GetValues<ErrorCode>());

    private static IReadOnlyList<ServiceError> Failures { get; } =
    [
        ServiceErrors.Unexpected(),
        ServiceErrors.UnknownPlace("origin", "hub:x"),
        ServiceErrors.InvalidField("limit", "en", "ja"),
        ReportProtocol.ExpectedOpen(),
        ServiceErrors.UnknownHub("hub:x"),
        ServiceErrors.PlaceNotFound("hub:x"),
        ServiceErrors.RunNotFound("0123"),
        ServiceErrors.RunNotDone(),
        ServiceErrors.InvalidAlertRule([new FieldProblem { Field = "place", Message = "en", MessageJa = "ja" }]),
        ServiceErrors.AlertRuleNotFound("x"),
        ServiceErrors.AlertRuleLimit(),
        ServiceErrors.PositionRemoved(21),
        ServiceErrors.CompactionOff(),
        ServiceErrors.SequenceGap(5, 3),
        ServiceErrors.SequenceReused(2, 3),
        ServiceErrors.WriterFenced(2, 3),
        ServiceErrors.QuantityLimit(2, 2),
        ServiceErrors.PlaceExists("id", "en"),
        ServiceErrors.PlaceVersionConflict("version", "en"),
        ServiceErrors.InvalidParent("parent", "en"),
        ServiceErrors.InvalidResumeToken(),
        ServiceErrors.InvalidPageToken(),
        ServiceErrors.Overloaded("en", "ja"),
        ServiceErrors.StoreFull(),
        ServiceErrors.StoreUnavailable(),
        ServiceErrors.ShuttingDown(),
        ServiceErrors.DataCorrupt(),
        ServiceErrors.Unauthenticated(),
        ServiceErrors.PermissionDenied(),
        .. Enum.GetValues<Domain.Flows.FlowFaultCode>()
            .Select(code => new Domain.Flows.FlowFault(3, "field", code, "en", "ja").ToServiceError()),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_rule_and_words_in_two_languages(ErrorCode code)
    {
        ErrorRules.StatusOf(code).ShouldNotBe(StatusCode.OK);
        Enum.IsDefined(ErrorRules.StatusOf(code)).ShouldBeTrue();
        ErrorRules.RetryOf(code).ShouldNotBe(RetryAdvice.Unspecified);
        var failures = Failures.Where(failure => failure.Code == code).ToList();
        failures.ShouldNotBeEmpty($"{code} is in errors.proto and no part of the gateway answers it.");
        failures.ShouldAllBe(failure => failure.English.Length > 0 && failure.Japanese.Length > 0);
    }

    [Fact]
    public void A_failure_travels_as_status_and_typed_detail()
    {
        var exception = (ServiceErrors.SequenceGap(7, 4) with { FlowPosition = 2 }).ToRpcException();

        exception.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        var status = RpcStatus.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin"));
        status.Code.ShouldBe((int)StatusCode.FailedPrecondition);
        var detail = status.Details.ShouldHaveSingleItem().Unpack<ErrorDetail>();
        detail.Code.ShouldBe(ErrorCode.SequenceGap);
        detail.Retry.ShouldBe(RetryAdvice.Reconnect);
        detail.Sequence.ShouldBe(7);
        detail.ExpectedSequence.ShouldBe(4);
        detail.FlowPosition.ShouldBe(2);
        detail.Field.ShouldBe("sequence");
    }

    [Fact]
    public void A_callers_text_is_shown_on_one_line_and_short()
    {
        ServiceErrors.Shown("a\nb\u001b[31m").ShouldBe("a\uFFFDb\uFFFD[31m");
        ServiceErrors.Shown(new string('x', 10_000)).Length.ShouldBe(81);
    }

    public static TheoryData<Exception, ErrorCode> Exceptions => new()
    {
        { new JournalFullException("m"), ErrorCode.StoreFull },
        { new JournalUnavailableException("m"), ErrorCode.StoreUnavailable },
        { new JournalCorruptException("m"), ErrorCode.DataCorrupt },
        { new JournalConflictException("m"), ErrorCode.WriterFenced },
        { new TimeoutException("m"), ErrorCode.StoreUnavailable },
        { new OrleansException("m"), ErrorCode.StoreUnavailable },
        { new LimitExceededException("m"), ErrorCode.Overloaded },
        { new ServiceErrorException(ServiceErrors.ShuttingDown()), ErrorCode.ShuttingDown },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void A_known_exception_has_a_code(Exception exception, ErrorCode code) =>
        ExceptionMapping.Find(exception).ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void An_unknown_exception_has_none() =>
        ExceptionMapping.Find(new InvalidOperationException("secret")).ShouldBeNull();
}
