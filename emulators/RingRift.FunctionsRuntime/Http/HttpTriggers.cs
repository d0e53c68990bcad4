using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Invocation;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Http;

/// <summary>Serves HTTP functions below the route prefix.</summary>
internal static class HttpTriggers
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var prefix = services.GetRequiredService<HostSettings>().RoutePrefix;
        foreach (var function in services.GetRequiredService<FunctionCatalog>().With<HttpTriggerAttribute>())
        {
            var trigger = (HttpTriggerAttribute)function.Trigger;
            var pattern = $"{prefix}/{trigger.Route ?? function.Name}";
            RequestDelegate serve = context => ServeAsync(context, function, trigger.AuthLevel);
            if (trigger.Methods is { Length: > 0 } methods)
            {
                endpoints.MapMethods(pattern, methods.Select(method => method.ToUpperInvariant()), serve);
            }
            else
            {
                endpoints.Map(pattern, serve);
            }
        }
    }

    /// <summary>
    /// The platform has a route for each function and method, so that another method meets no route at all: 404 in place of 405.
    /// </summary>
    public static Task AnswerOtherMethodsAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is null or RouteEndpoint)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task ServeAsync(HttpContext context, FunctionDescriptor function, AuthorizationLevel level)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<FunctionKeys>().Refusal(context.Request, function.Name, level) is { } refusal)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        try
        {
            var result = await services.GetRequiredService<FunctionInvoker>()
                .InvokeAsync(function, context.Request, context.Request.RouteValues, context.RequestAborted);
            await WriteAsync(context, result);
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // The invoker has logged it; the platform tells callers nothing more either.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static async Task WriteAsync(HttpContext context, object? result)
    {
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult http:
                await http.ExecuteAsync(context);
                break;
            case null:
                break;
            default:
                throw new InvalidOperationException(
                    $"an HTTP function returned a {result.GetType().Name}; it can return IActionResult or IResult");
        }
    }
}
