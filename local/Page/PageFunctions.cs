using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace RingRift.Local.Page;

/// <summary>
/// The functions behind the page: questions of the same origin are passed on to them, and nothing else is, so that the page reads and
/// changes nothing. <c>site.json</c> tells the page whether there is anything to ask.
/// </summary>
/// <param name="address">Where the functions are now; null while they do not run.</param>
internal sealed class PageFunctions(Func<Uri?> address)
{
    private const string Prefix = "api/";

    /// <summary>How long the functions may take for an answer.</summary>
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

    /// <summary>Adds the addresses.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Before the file of the same name, which says that there is nothing to ask.
        routes.MapGet("/site.json", Describe).WithOrder(-1);
        routes.MapGet($"/{Prefix}{{**rest}}", ForwardAsync).WithOrder(-1);
    }

    private IResult Describe() => Results.Json(new { api = Expected || address() is not null ? Prefix : null });

    private async Task ForwardAsync(HttpContext context)
    {
        if (address() is not { } functions)
        {
            await Results.Problem("the functions do not run", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context)
                .ConfigureAwait(false);
            return;
        }

        var forwarder = context.RequestServices.GetRequiredService<IHttpForwarder>();
        await forwarder.SendAsync(context, functions.ToString(), Connections, Limits).ConfigureAwait(false);
    }
}
