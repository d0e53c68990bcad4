using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace RingRift.Local.Page;

/// <summary>
/// The functions behind the page: questions are passed on to them, and the few actions of <see cref="Actions"/> where the page itself asks
/// for them. <c>site.json</c> tells the page whether there is anything to ask.
/// </summary>
/// <param name="address">Where the functions are now; null while they do not run.</param>
internal sealed class PageFunctions(Func<Uri?> address)
{
    private const string Prefix = "api/";

    /// <summary>What the page may change, below <see cref="Prefix"/>.</summary>
    private static readonly string[] Actions = ["dead-letters/redrive", "dead-letters/discard"];

    /// <summary>How long the functions may be silent; streams show signs of life more often.</summary>
    private static readonly ForwarderRequestConfig Limits = new() { ActivityTimeout = TimeSpan.FromSeconds(30) };

    private static readonly HttpMessageInvoker Connections = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
    });

    /// <summary>Whether the functions are being started, and so are to be asked even while they do not run.</summary>
    public bool Expected { get; init; }

    /// <summary>Answers <c>site.json</c> in place of the file, which says that there is nothing to ask.</summary>
    public Task DescribeAsync(HttpContext context, RequestDelegate next) => context.Request.Path == "/site.json"
        ? Results.Json(new { api = Expected || address() is not null ? Prefix : null, actions = true }).ExecuteAsync(context)
        : next(context);

    /// <summary>Adds the addresses that are passed on.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/{Prefix}{{**rest}}", ForwardAsync);
        foreach (var action in Actions)
        {
            routes.MapPost($"/{Prefix}{action}", ActAsync);
        }
    }

    // Other sites can send requests here as well, by the browser of whoever visits them; the browser says so in Origin, which no script can
    // change. JSON they cannot send without asking first, and nobody here answers that.
    private Task ActAsync(HttpContext context)
    {
        var request = context.Request;
        var own = $"{request.Scheme}://{request.Host}";
        return request.Headers.Origin.ToString() != own
            ? Results.Problem($"Origin '{request.Headers.Origin}': must be {own}", statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(context)
            : !request.HasJsonContentType()
            ? Results.Problem("Content-Type: must be application/json", statusCode: StatusCodes.Status415UnsupportedMediaType)
                .ExecuteAsync(context)
            : ForwardAsync(context);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (address() is not { } functions)
        {
            await Results.Problem("the functions do not run", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context)
                .ConfigureAwait(false);
            return;
        }

        // A stream would keep this server from ending.
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using var ending = stopping.Register(context.Abort).ConfigureAwait(false);
        var forwarder = context.RequestServices.GetRequiredService<IHttpForwarder>();
        await forwarder.SendAsync(context, functions.ToString(), Connections, Limits).ConfigureAwait(false);
    }
}
