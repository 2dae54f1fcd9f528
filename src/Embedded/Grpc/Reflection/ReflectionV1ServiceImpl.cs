using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using RequestCase = Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Grpc.Reflection;

/// <summary>The reflection service <c>grpc.reflection.v1</c>.</summary>
public class ReflectionV1ServiceImpl : ServerReflection.ServerReflectionBase
{
    private readonly ReflectionAnswers _answers;

    /// <summary>A service that tells of the given services.</summary>
    public ReflectionV1ServiceImpl(IEnumerable<ServiceDescriptor> serviceDescriptors)
        => _answers = new ReflectionAnswers(serviceDescriptors);

    /// <summary>A service that tells of the given services.</summary>
    public ReflectionV1ServiceImpl(params ServiceDescriptor[] serviceDescriptors)
        : this(serviceDescriptors.AsEnumerable())
    {
    }

    /// <inheritdoc />
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(Answer(request));
    }

    /// <summary>The answer to one request.</summary>
    internal ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = Find(request);
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private ServerReflectionResponse Find(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        RequestCase.ListServices => ListServices(),
        RequestCase.FileByFilename => Files(_answers.FileByName(request.FileByFilename), request.FileByFilename),
        RequestCase.FileContainingSymbol
            => Files(_answers.FileContainingSymbol(request.FileContainingSymbol), request.FileContainingSymbol),
        RequestCase.FileContainingExtension => Files(
            _answers.FileContainingExtension(
                request.FileContainingExtension.ContainingType, request.FileContainingExtension.ExtensionNumber),
            request.FileContainingExtension.ContainingType),
        RequestCase.AllExtensionNumbersOfType => ExtensionNumbers(request.AllExtensionNumbersOfType),
        _ => Error(StatusCode.InvalidArgument, "The request asks nothing."),
    };

    private ServerReflectionResponse ListServices()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(_answers.ServiceNames.Select(static name => new ServiceResponse { Name = name }));
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private ServerReflectionResponse ExtensionNumbers(string type)
    {
        if (_answers.ExtensionNumbers(type) is not { } numbers)
            return Error(StatusCode.NotFound, $"There is no message type {type}.");
        var response = new ExtensionNumberResponse { BaseTypeName = type };
        response.ExtensionNumber.AddRange(numbers);
        return new ServerReflectionResponse { AllExtensionNumbersResponse = response };
    }

    private static ServerReflectionResponse Files(IReadOnlyList<ByteString>? files, string name)
    {
        if (files is null)
            return Error(StatusCode.NotFound, $"There is no {name}.");
        var response = new FileDescriptorResponse();
        response.FileDescriptorProto.AddRange(files);
        return new ServerReflectionResponse { FileDescriptorResponse = response };
    }

    private static ServerReflectionResponse Error(StatusCode code, string message)
        => new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
