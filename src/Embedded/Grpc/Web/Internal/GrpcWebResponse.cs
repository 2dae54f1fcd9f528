using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Web.Internal;

/// <summary>The response body and trailers as the call writes them: the trailers become the last frame of the body.</summary>
internal sealed class GrpcWebResponse : IHttpResponseBodyFeature, IHttpResponseTrailersFeature
{
    private readonly IHttpResponseBodyFeature _inner;
    private readonly HttpResponse _response;
    private readonly Base64PipeWriter? _text;
    private readonly string _contentType;
    private bool _isCompleted;

    public GrpcWebResponse(IHttpResponseBodyFeature inner, HttpResponse response, bool isText, string contentType)
    {
        _inner = inner;
        _response = response;
        _contentType = contentType;
        _text = isText ? new Base64PipeWriter(inner.Writer) : null;
        response.OnStarting(static state => ((GrpcWebResponse)state).SetContentTypeAsync(), this);
    }

    public Stream Stream => _inner.Stream;

    public PipeWriter Writer => _text ?? _inner.Writer;

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public void DisableBuffering() => _inner.DisableBuffering();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
        => throw new NotSupportedException("A gRPC call sends no files.");

    public Task StartAsync(CancellationToken cancellationToken = default) => _inner.StartAsync(cancellationToken);

    /// <summary>Writes the trailers, if there are any besides the headers, and ends the body. Later calls do nothing.</summary>
    public async Task CompleteAsync()
    {
        if (_isCompleted)
            return;
        _isCompleted = true;
        if (Trailers.Count > 0)
            TrailerFrame.Write(Writer, Trailers);
        _text?.FinishGroup();
        await Writer.FlushAsync();
        await _inner.CompleteAsync();
    }

    private Task SetContentTypeAsync()
    {
        if (_response.StatusCode == StatusCodes.Status200OK)
            _response.ContentType = _contentType;
        return Task.CompletedTask;
    }
}
