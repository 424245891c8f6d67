import { forwardRef } from 'react';
import { Button, Menu, type ButtonProps, type MenuItemProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';

const ButtonAnchor = forwardRef<HTMLAnchorElement, Omit<ButtonProps, 'component'>>(
  function ButtonAnchor(props, ref) {
    return <Button ref={ref} component="a" {...props} />;
  },
);
const ButtonLink = createLink(ButtonAnchor);

/** A link to another screen that looks like a button. */
export const LinkButton: LinkComponent<typeof ButtonAnchor> = (props) => <ButtonLink {...props} />;

const MenuAnchor = forwardRef<HTMLAnchorElement, Omit<MenuItemProps, 'component'>>(
  function MenuAnchor(props, ref) {
    return <Menu.Item ref={ref} component="a" {...props} />;
  },
);
const MenuItemLink = createLink(MenuAnchor);

/** A link to another screen in a menu. */
export const MenuLink: LinkComponent<typeof MenuAnchor> = (props) => <MenuItemLink {...props} />;
