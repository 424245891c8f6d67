declare const brand: unique symbol;

/** A value that only its parser makes: once typed, never checked again. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
