using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace RingRift.FunctionsRuntime.Declarations;

/// <summary>
/// The declarations that the local runtime can bind. All that it accepts also bind in the official worker; not the other way round.
/// </summary>
internal static partial class FunctionRules
{
    public static void CheckName(string name, MethodInfo method)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new FunctionDeclarationException(
                $"function name '{name}' of {method.DeclaringType}.{method.Name}: a letter, then at most 127 letters, digits, '_' or '-'");
        }
    }

    public static void CheckParameters(FunctionDescriptor function)
    {
        Type[] allowed = function.Trigger switch
        {
            EventGridTriggerAttribute => [typeof(CloudEvent), typeof(string), typeof(BinaryData)],
            QueueTriggerAttribute => [typeof(string), typeof(BinaryData)],
            TimerTriggerAttribute => [typeof(TimerInfo)],
            HttpTriggerAttribute => [typeof(HttpRequest)],
            _ => throw new FunctionDeclarationException(
                $"function {function.Name}: trigger {function.Trigger.GetType().Name} is not offered by the local runtime"),
        };
        if (!allowed.Contains(function.Parameter.ParameterType))
        {
            throw Unbindable(function, function.Parameter, allowed);
        }

        foreach (var parameter in function.Method.GetParameters().Where(parameter => !function.IsTrigger(parameter)))
        {
            CheckOther(function, parameter);
        }
    }

    /// <summary>The official worker awaits nothing but a <see cref="Task"/>: the failure of anything else would go unseen.</summary>
    public static void CheckReturn(FunctionDescriptor function)
    {
        var declared = function.Method.ReturnType;
        var isHttp = function.Trigger is HttpTriggerAttribute;
        var isTaskOf = declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(Task<>);
        var value = isTaskOf ? declared.GenericTypeArguments[0] : declared;
        var isAsyncVoid = declared == typeof(void) && function.Method.IsDefined(typeof(AsyncStateMachineAttribute));
        var isNothing = declared == typeof(Task) || declared == typeof(void);
        var isAnswer = isHttp && (value.IsAssignableTo(typeof(IResult)) || value.IsAssignableTo(typeof(IActionResult)));
        if (isAsyncVoid || !(isNothing || isAnswer))
        {
            throw new FunctionDeclarationException(
                $"function {function.Name}: returns {(isAsyncVoid ? "async void" : declared.Name)}; "
                + (isHttp ? "it can return IResult or IActionResult, a Task of one, Task or void" : "it can return Task or void"));
        }
    }

    private static void CheckOther(FunctionDescriptor function, ParameterInfo parameter)
    {
        Type[] allowed = function.Trigger is HttpTriggerAttribute
            ? [typeof(CancellationToken), typeof(FunctionContext), typeof(string)]
            : [typeof(CancellationToken), typeof(FunctionContext)];
        if (!allowed.Contains(parameter.ParameterType))
        {
            throw Unbindable(function, parameter, allowed);
        }
    }

    private static FunctionDeclarationException Unbindable(FunctionDescriptor function, ParameterInfo parameter, Type[] allowed) =>
        new($"function {function.Name}: parameter {parameter.Name} is a {parameter.ParameterType.Name}; "
            + $"there it can be {string.Join(" or ", allowed.Select(type => type.Name))}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex NamePattern();
}
